using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Roles;

/// <summary>STS that gives credentials of any role, from the world's seed.</summary>
internal sealed partial class LocalSts(LocalEnvironment environment) : ISts
{
    private const int DefaultDuration = 3600;
    private const int MinDuration = 900;
    private const int MaxDuration = 43_200;

    public ValueTask<AssumeRoleResponse> AssumeRoleAsync(
        AssumeRoleRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, AssumeRole, cancellationToken);

    private AssumeRoleResponse AssumeRole(AssumeRoleRequest request)
    {
        if (RoleArn().Match(request.RoleArn) is not { Success: true } role)
            throw Refusal($"{request.RoleArn} is invalid");
        if (!SessionName().IsMatch(request.RoleSessionName))
            throw Refusal(
                $"1 validation error detected: Value '{request.RoleSessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"
            );
        var seconds = request.DurationSeconds ?? DefaultDuration;
        if (seconds is < MinDuration or > MaxDuration)
            throw Refusal(
                $"1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value between {MinDuration} and {MaxDuration}"
            );
        var (account, name) = (role.Groups["account"].Value, role.Groups["name"].Value);
        return new()
        {
            Credentials = new()
            {
                AccessKeyId = $"ASIA{environment.Ids.Next():N}"[..20].ToUpperInvariant(),
                SecretAccessKey = Secret(30),
                SessionToken = Secret(60),
                Expiration = environment.Now.AddSeconds(seconds),
            },
            AssumedRoleArn = $"arn:aws:sts::{account}:assumed-role/{name}/{request.RoleSessionName}",
        };
    }

    private string Secret(int bytes) =>
        Convert.ToBase64String(SHA512.HashData(Encoding.ASCII.GetBytes($"{environment.Ids.Next()}")).AsSpan(0, bytes));

    private static ServiceException Refusal(string message) =>
        new("ValidationError", message) { StatusCode = HttpStatusCode.BadRequest };

    [GeneratedRegex(@"^arn:aws[\w-]*:iam::(?<account>\d{12}):role/([\w+=,.@-]+/)*(?<name>[\w+=,.@-]+)$")]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}$")]
    private static partial Regex SessionName();
}
