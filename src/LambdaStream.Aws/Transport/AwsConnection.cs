using System.Collections.Concurrent;
using LambdaStream.Aws.Credentials;

namespace LambdaStream.Aws.Transport;

/// <summary>What the clients of all services share: the sockets, the credentials, the clock.</summary>
internal sealed class AwsConnection
{
    // The same in other regions; one list for all of them.
    private readonly ConcurrentDictionary<string, AwsConnection> _regions;

    // Services with the same provider share what it gave.
    private readonly ConcurrentDictionary<IAwsCredentialsProvider, CachedCredentials> _ownCredentials;

    public AwsConnection(AwsOptions options, string region, TimeProvider time, Func<double> random)
    {
        Options = options;
        Region = region;
        Time = time;
        Random = random;
        Http = new(options);
        Credentials = new(options.Credentials ?? new NoCredentials(), time);
        _ownCredentials = new(ReferenceEqualityComparer.Instance);
        _regions = new(StringComparer.Ordinal) { [region] = this };
    }

    private AwsConnection(AwsConnection other, string region)
    {
        Options = other.Options;
        Region = region;
        Time = other.Time;
        Random = other.Random;
        Http = other.Http;
        Credentials = other.Credentials;
        _ownCredentials = other._ownCredentials;
        _regions = other._regions;
    }

    public AwsOptions Options { get; }

    public string Region { get; }

    public TimeProvider Time { get; }

    public Func<double> Random { get; }

    public AwsHttp Http { get; }

    public CachedCredentials Credentials { get; }

    /// <summary>The credentials of a service: its own, else those of all.</summary>
    public CachedCredentials CredentialsOf(AwsServiceOptions settings) =>
        settings.Credentials is { } provider
            ? _ownCredentials.GetOrAdd(provider, static (provider, time) => new(provider, time), Time)
            : Credentials;

    /// <summary>The same sockets and credentials, to another region.</summary>
    public AwsConnection In(string region) => _regions.GetOrAdd(region, static (name, other) => new(other, name), this);

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
