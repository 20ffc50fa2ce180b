using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>The values of a secret. Its text does not show them.</summary>
public sealed class Secret(Json value)
{
    /// <summary>The secret as JSON.</summary>
    public Json Value { get; } = value;

    /// <summary>The member of that name as text; null where there is none.</summary>
    public string? this[string name] => Value[name].GetString();

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => "[REDACTED]";
}

/// <summary>How <see cref="Secrets"/> reads and keeps a secret.</summary>
public sealed record SecretsOptions
{
    /// <summary>The name or ARN of the secret; by default the service and the stage: <c>PROJECT/STAGE</c>.</summary>
    public string? SecretId { get; init; }

    /// <summary>Makes JSON of the secret; by default its text is base64 of JSON.</summary>
    public Func<GetSecretValueResponse, Json> Decode { get; init; } = FromBase64;

    /// <summary>How long it is kept before it is read again; by default for 5 minutes.</summary>
    public TimeSpan RefreshAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads text that is base64 of JSON.</summary>
    public static Json FromBase64(GetSecretValueResponse secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Json.Parse(Convert.FromBase64String(secret.SecretString ?? ""));
    }

    /// <summary>Reads text that is JSON itself, as the console and rotation write it.</summary>
    public static Json FromJson(GetSecretValueResponse secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Json.Parse(Encoding.UTF8.GetBytes(secret.SecretString ?? ""));
    }
}
