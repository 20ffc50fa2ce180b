using System.Net;

namespace LambdaStream.Aws.Transport;

/// <summary>The proxy that the environment names, except for the hosts that it exempts.</summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _https;
    private readonly Uri? _http;
    private readonly string[] _exempt;

    private EnvironmentProxy(Uri? https, Uri? http, string[] exempt)
    {
        _https = https;
        _http = http;
        _exempt = exempt;
        Credentials = CredentialsOf(https ?? http);
    }

    public ICredentials? Credentials { get; set; }

    /// <param name="https">The proxy of HTTPS requests.</param>
    /// <param name="http">The proxy of HTTP requests.</param>
    /// <param name="exempt">Hosts and domains without a proxy, separated by commas; * for all.</param>
    public static EnvironmentProxy? From(Uri? https, Uri? http, string? exempt) =>
        https is null && http is null
            ? null
            : new(
                https,
                http,
                exempt?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []
            );

    public Uri? GetProxy(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    // The addresses of the local host and of the metadata services never go through a proxy.
    public bool IsBypassed(Uri host) =>
        GetProxy(host) is null
        || host.IsLoopback
        || host.Host.StartsWith("169.254.", StringComparison.Ordinal)
        || _exempt.Any(pattern => Matches(pattern, host));

    private static bool Matches(string pattern, Uri host)
    {
        if (pattern is "*")
            return true;
        var colon = pattern.LastIndexOf(':');
        if (colon > 0 && int.TryParse(pattern.AsSpan(colon + 1), out var port))
        {
            if (port != host.Port)
                return false;
            pattern = pattern[..colon];
        }
        var domain = pattern.TrimStart('*').TrimStart('.');
        return host.Host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || host.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
    }

    private static NetworkCredential? CredentialsOf(Uri? proxy)
    {
        if (proxy is not { UserInfo.Length: > 0 })
            return null;
        var parts = proxy.UserInfo.Split(':', 2);
        return new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
