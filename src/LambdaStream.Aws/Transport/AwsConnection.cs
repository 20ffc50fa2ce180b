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

    /// <exception cref="ArgumentException">There is no region.</exception>
    public static AwsConnection Of(StreamOptions options, AwsOptions? aws)
    {
        aws ??= AwsOptions.FromEnvironment(time: options.Time);
        var region =
            aws.Region
            ?? options.Region
            ?? throw new ArgumentException("There is no region. Set AwsOptions.Region, or AWS_REGION.", nameof(aws));
        return new(aws, region, options.Time, options.Random);
    }
}
