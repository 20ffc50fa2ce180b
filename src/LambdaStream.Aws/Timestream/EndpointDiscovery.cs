using System.Buffers;
using System.Text.Json;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Timestream;

/// <summary>Asks a service at which endpoint it is to be called, and keeps the answer as long as the service says.</summary>
internal sealed class EndpointDiscovery(
    AwsConnection connection,
    AwsService name,
    AwsServiceOptions settings,
    Func<AwsConnection, AwsServiceOptions, JsonService> create
)
{
    private readonly Lock _lock = new();
    private readonly Lazy<JsonService> _regional = new(() => create(connection, settings));
    private JsonService? _current;
    private DateTimeOffset _expiry;
    private string _address = "";
    private Task<JsonService>? _asking;

    public async ValueTask<JsonService> GetAsync(CancellationToken cancellationToken)
    {
        Task<JsonService> asking;
        lock (_lock)
        {
            if (_current is { } current && connection.Time.GetUtcNow() < _expiry)
                return current;
            // No waiter's token: who gives up must not take the answer from the others.
            if (_asking is null or { IsCompleted: true })
                _asking = AskAsync();
            asking = _asking;
        }
        return await asking.WaitAsync(cancellationToken);
    }

    /// <summary>The endpoint is good no more: the next call asks again.</summary>
    public void Forget(JsonService service)
    {
        lock (_lock)
        {
            if (ReferenceEquals(service, _current))
                _expiry = default;
        }
    }

    private async Task<JsonService> AskAsync()
    {
        var answer = await _regional.Value.CallAsync("DescribeEndpoints", 0, Write, CancellationToken.None);
        var endpoint = answer["Endpoints"][0];
        if (endpoint["Address"] is not { Kind: JsonValueKind.String } text || text.GetString() is not { } address)
            throw new ServiceException(
                "InvalidResponse",
                $"{name.Name} DescribeEndpoints was answered with no endpoint."
            );
        var minutes = endpoint["CachePeriodInMinutes"].TryGetInt64(out var period) ? period : 1;
        lock (_lock)
        {
            // The same client as before keeps its sockets and its quota of retries.
            if (_current is null || address != _address)
                _current = create(connection, settings with { Endpoint = UriOf(address) });
            _address = address;
            _expiry = connection.Time.GetUtcNow() + TimeSpan.FromMinutes(minutes);
            return _current;
        }
    }

    private Uri UriOf(string address) => new($"{settings.Endpoint?.Scheme ?? Uri.UriSchemeHttps}://{address}");

    private static void Write(int nothing, IBufferWriter<byte> output) => output.Write("{}"u8);
}
