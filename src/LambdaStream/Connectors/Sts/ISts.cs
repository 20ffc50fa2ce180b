namespace LambdaStream.Connectors;

/// <summary>The port to the Security Token Service.</summary>
/// <remarks>An implementation raises <see cref="ServiceException"/> with the service's error code when it refuses a request.</remarks>
public interface ISts
{
    /// <summary>Gives temporary credentials of a role.</summary>
    ValueTask<AssumeRoleResponse> AssumeRoleAsync(AssumeRoleRequest request, CancellationToken cancellationToken);
}

/// <summary>The AssumeRole of STS.</summary>
public sealed record AssumeRoleRequest
{
    /// <summary>The ARN of the role.</summary>
    public required string RoleArn { get; init; }

    /// <summary>What the session is called in logs: 2 to 64 letters, digits and <c>_+=,.@-</c>.</summary>
    public required string RoleSessionName { get; init; }

    /// <summary>How long the credentials are good: 900 to 43,200 seconds; by default an hour.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>What the other account wants to hear, if it does.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>The answer to AssumeRole.</summary>
public sealed record AssumeRoleResponse
{
    /// <summary>The credentials.</summary>
    public required TemporaryCredentials Credentials { get; init; }

    /// <summary>The ARN of the role's session.</summary>
    public string? AssumedRoleArn { get; init; }
}

/// <summary>Credentials for a time. Their text shows nothing secret.</summary>
public sealed record TemporaryCredentials
{
    /// <summary>The access key id.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The secret access key.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>The session token.</summary>
    public required string SessionToken { get; init; }

    /// <summary>When they expire.</summary>
    public required DateTimeOffset Expiration { get; init; }

    /// <summary>The access key id alone.</summary>
    public override string ToString() => $"{nameof(TemporaryCredentials)} {{ {nameof(AccessKeyId)} = {AccessKeyId} }}";
}
