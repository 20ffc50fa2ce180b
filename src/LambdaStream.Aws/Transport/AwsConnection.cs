using LambdaStream.Aws.Credentials;

namespace LambdaStream.Aws.Transport;

/// <summary>What the clients of all services share: the sockets, the credentials, the clock.</summary>
internal sealed class AwsConnection(AwsOptions options, string region, TimeProvider time, Func<double> random)
{
    public AwsOptions Options { get; } = options;

    public string Region { get; } = region;

    public TimeProvider Time { get; } = time;

    public Func<double> Random { get; } = random;

    public AwsHttp Http { get; } = new(options);

    public CachedCredentials Credentials { get; } = new(options.Credentials ?? new NoCredentials(), time);
}
