namespace LambdaStream.Local;

/// <summary>What the parts of a world share.</summary>
internal sealed record LocalEnvironment(TimeProvider Time, string Region, IdSource Ids)
{
    /// <summary>The account of every local world.</summary>
    public const string Account = "000000000000";

    public DateTimeOffset Now => Time.GetUtcNow();

    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{Account}:{resource}";
}
