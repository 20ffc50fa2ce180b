using System.Globalization;
using System.Net;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Credentials;

/// <summary>Credentials from the container's endpoint, which Lambda SnapStart, ECS and EKS offer.</summary>
internal sealed class ContainerCredentials : IAwsCredentialsProvider
{
    private const int Attempts = 4;
    private const int MaxSize = 64 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly IPAddress[] Hosts =
    [
        IPAddress.Parse("169.254.170.2"),
        IPAddress.Parse("169.254.170.23"),
        IPAddress.Parse("fd00:ec2::23"),
    ];

    private readonly Uri _uri;
    private readonly string? _token;
    private readonly string? _tokenFile;
    private readonly TimeProvider _time;

    /// <param name="uri">The endpoint: over HTTPS, on this host, or one of the containers' own addresses.</param>
    /// <param name="token">What the endpoint wants as authorization, if anything.</param>
    /// <param name="tokenFile">The file that holds it, where it changes.</param>
    /// <param name="time">The clock of the time-outs.</param>
    public ContainerCredentials(Uri uri, string? token, string? tokenFile, TimeProvider time)
    {
        if (!IsTrusted(uri))
            throw new ArgumentException(
                $"The credentials endpoint {uri.Host} is neither HTTPS, nor on this host, nor a container's own.",
                nameof(uri)
            );
        _uri = uri;
        _token = token;
        _tokenFile = tokenFile;
        _time = time;
    }

    public async ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        // Asked for once in hours, so the connection is not kept.
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Read(await GetAsync(http, cancellationToken));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts)
                    throw new ServiceException(
                        "CredentialsProviderError",
                        $"The credentials endpoint {_uri.Host} gave no credentials.",
                        exception
                    );
                await Task.Delay(Pause * attempt, _time, cancellationToken);
            }
        }
    }

    private async Task<byte[]> GetAsync(HttpMessageInvoker http, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, _uri);
        var token = _tokenFile is null ? _token : (await File.ReadAllTextAsync(_tokenFile, both.Token)).Trim();
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", token);
        using var response = await http.SendAsync(request, both.Token);
        if (response.StatusCode is not HttpStatusCode.OK)
            throw new HttpRequestException($"It answered {(int)response.StatusCode}.");
        await response.Content.LoadIntoBufferAsync(MaxSize, both.Token);
        return await response.Content.ReadAsByteArrayAsync(both.Token);
    }

    private static AwsCredentials Read(byte[] body)
    {
        var answer = Json.Parse(body);
        string Required(string name) => answer[name].GetString() ?? throw new JsonException($"It has no {name}.");
        return new()
        {
            AccessKeyId = Required("AccessKeyId"),
            SecretAccessKey = Required("SecretAccessKey"),
            SessionToken = answer["Token"].GetString(),
            Expiration = answer["Expiration"].GetString() is { } expiration
                ? DateTimeOffset.Parse(expiration, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : null,
        };
    }

    private static bool IsTrusted(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps
        || uri.Scheme == Uri.UriSchemeHttp
            && (uri.IsLoopback || IPAddress.TryParse(uri.DnsSafeHost, out var address) && Hosts.Contains(address));
}
