namespace LambdaStream.Aws;

/// <summary>Who signs a request. Its text shows nothing secret.</summary>
public sealed record AwsCredentials
{
    /// <summary>The access key id.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The secret access key.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>The session token of temporary credentials.</summary>
    public string? SessionToken { get; init; }

    /// <summary>When they expire; null if they do not.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>The access key id alone.</summary>
    public override string ToString() => $"{nameof(AwsCredentials)} {{ {nameof(AccessKeyId)} = {AccessKeyId} }}";
}
