using LambdaStream.Connectors;

namespace LambdaStream.Aws;

/// <summary>Credentials of a role, which STS gives for a time, and again before they expire.</summary>
/// <remarks>
/// For all services put them in <see cref="AwsOptions.Credentials"/>, for one in <see cref="AwsServiceOptions.Credentials"/>.
/// The port to STS itself must have other credentials, those that may assume the role:
/// <code>
/// var role = new AssumedRoleCredentials(options.UseAws().Sts!, new() { RoleArn = arn, RoleSessionName = name });
/// options = options.UseAws(AwsOptions.FromEnvironment() with { Credentials = role });
/// </code>
/// </remarks>
public sealed class AssumedRoleCredentials : IAwsCredentialsProvider
{
    /// <summary>What a session is called where the function has no name.</summary>
    public const string DefaultSessionName = "lambda-stream";

    private const int MaxNameLength = 64;

    private readonly ISts _sts;
    private readonly AssumeRoleRequest _request;

    /// <summary>Credentials that this request gives.</summary>
    public AssumedRoleCredentials(ISts sts, AssumeRoleRequest request)
    {
        ArgumentNullException.ThrowIfNull(sts);
        ArgumentNullException.ThrowIfNull(request);
        (_sts, _request) = (sts, request);
    }

    /// <summary>Credentials of a role, with a session that is called like the function.</summary>
    /// <param name="options">The options of the function, with a port to STS that may assume the role.</param>
    /// <param name="roleArn">The ARN of the role; by default ASSUME_ROLE.</param>
    /// <exception cref="ArgumentException">There is no role, or no port.</exception>
    public static AssumedRoleCredentials Of(StreamOptions options, string? roleArn = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var sts =
            options.Sts
            ?? throw new ArgumentException("The port Sts is missing. Set StreamOptions.Sts.", nameof(options));
        roleArn ??=
            options.AssumeRole
            ?? throw new ArgumentException("There is no role. Name it, or set ASSUME_ROLE.", nameof(roleArn));
        var name = options.FunctionName ?? DefaultSessionName;
        return new(
            sts,
            new() { RoleArn = roleArn, RoleSessionName = name.Length > MaxNameLength ? name[..MaxNameLength] : name }
        );
    }

    /// <inheritdoc/>
    public async ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        var response = await _sts.AssumeRoleAsync(_request, cancellationToken);
        return new()
        {
            AccessKeyId = response.Credentials.AccessKeyId,
            SecretAccessKey = response.Credentials.SecretAccessKey,
            SessionToken = response.Credentials.SessionToken,
            Expiration = response.Credentials.Expiration,
        };
    }
}
