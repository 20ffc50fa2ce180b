using System.Net;

namespace LambdaStream.Aws.Transport;

/// <summary>The HTTP handler below all clients, created on first use.</summary>
internal sealed class AwsHttp(AwsOptions options) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _invoker = new(() => Create(options));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.Value.SendAsync(request, cancellationToken);

    public void Dispose()
    {
        if (_invoker.IsValueCreated)
            _invoker.Value.Dispose();
    }

    private static HttpMessageInvoker Create(AwsOptions options) =>
        new(
            new SocketsHttpHandler
            {
                Proxy = options.Proxy,
                UseProxy = options.Proxy is not null,
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxConnectionsPerServer = options.MaxConnections,
                // Names of services change their addresses: long-lived functions follow.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ActivityHeadersPropagator = null,
            }
        );
}
