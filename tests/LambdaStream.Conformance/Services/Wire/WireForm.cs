using LambdaStream.Aws;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>
/// The form over the wire: the library's ports are its adapters for AWS, and a loopback endpoint plays the scripted services.
/// </summary>
internal sealed class WireForm : IServiceForm
{
    private readonly ScriptedServices _services;
    private readonly WireEnvironment _environment;
    private readonly LoopbackEndpoint _endpoint;
    private readonly Lock _lock = new();
    private readonly List<string> _problems = [];

    public WireForm(ScriptedServices services, WireEnvironment environment, TimeProvider time)
    {
        _services = services;
        _environment = environment;
        _endpoint = new(environment.Endpoint(time)) { Otherwise = Answer };
    }

    /// <summary>Where the services are.</summary>
    public Uri Endpoint => _endpoint.Uri;

    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock)
                return
                [
                    .. _problems,
                    .. _endpoint
                        .Requests.Where(request => request.SignatureProblem is not null)
                        .Select(request => $"{request.Method} {request.Target}: {request.SignatureProblem}"),
                ];
        }
    }

    public StreamOptions Connect(StreamOptions options)
    {
        var aws = AwsOptions.FromEnvironment(_environment.Client(Endpoint), options.Time);
        var connected = (options with { BusEndpointId = null }).UseAws(aws);
        return connected with
        {
            BusEndpointId = options.BusEndpointId,
            EventBridge = new GlobalEndpoints(connected.EventBridge!, new EventBridgePort(_services)),
        };
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private LoopbackAnswer Answer(LoopbackRequest request)
    {
        try
        {
            var scope = CredentialScope.Of(request);
            var protocol = WireProtocols.Of(scope.SigningName);
            var call = protocol.Decode(request);
            try
            {
                return protocol.Encode(call, _services.Call(call.Service, call.Operation, call.Input, scope.Region));
            }
            catch (ServiceException error)
            {
                return protocol.Encode(call, error);
            }
        }
        catch (Exception unreadable)
        {
            lock (_lock)
                _problems.Add($"{request.Method} {request.Target}: {unreadable.Message}");
            return LoopbackAnswer.Error("UnreadableRequest", message: unreadable.Message);
        }
    }
}
