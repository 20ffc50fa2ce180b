using System.Net;
using System.Net.Http.Headers;

namespace LambdaStream.Runtime;

/// <summary>An extension that does nothing. Lambda sends SIGTERM only where an extension is registered.</summary>
internal sealed class ShutdownExtension(RuntimeApiClient api, string host, TimeProvider time)
{
    private const string Name = "lambdastream-shutdown";
    private const string IdHeader = "Lambda-Extension-Identifier";

    // Half of the time that Lambda gives a start. A small function under JIT needs seconds for its first request.
    private static readonly TimeSpan RegistrationTimeout = TimeSpan.FromSeconds(5);

    private readonly string _extension = $"http://{host}/2020-01-01/extension";

    /// <summary>Registers the extension, which is possible only before the first invocation is asked for.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(RegistrationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_extension}/register"))
        {
            Content = new ReadOnlyMemoryContent("""{"events":[]}"""u8.ToArray()),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Lambda-Extension-Name", Name);
        using var response = await api.SendAsync(request, either.Token);
        if (response.StatusCode is not HttpStatusCode.OK)
            throw new RuntimeApiException($"Lambda has not registered it: {(int)response.StatusCode}.");
        if (!response.Headers.TryGetValues(IdHeader, out var ids))
            throw new RuntimeApiException("Lambda has registered it without an id.");
        _ = WaitAsync(ids.First(), stop);
    }

    // Lambda takes the extension for started once it asks for its next event, and there is none for it.
    private async Task WaitAsync(string id, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_extension}/event/next"));
        request.Headers.Add(IdHeader, id);
        try
        {
            using var response = await api.SendAsync(request, stop);
        }
        catch (Exception error) when (error is RuntimeApiException or OperationCanceledException)
        {
            // The end of the wait says nothing: SIGTERM is the signal, and the loops notice when Lambda is gone.
        }
    }
}
