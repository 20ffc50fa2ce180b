using System.Collections.Concurrent;

namespace LambdaStream.Aws.Transport;

/// <summary>A service in several regions: one client for each, created on first use.</summary>
internal sealed class Regional<TService>(AwsConnection connection, Func<AwsConnection, TService> create)
{
    private readonly ConcurrentDictionary<string, Lazy<TService>> _services = new(StringComparer.Ordinal);

    /// <summary>The service in a region; null is that of the connection.</summary>
    public TService In(string? region) => _services.GetOrAdd(region ?? connection.Region, Prepare).Value;

    private Lazy<TService> Prepare(string region) => new(() => create(connection.In(region)));
}
