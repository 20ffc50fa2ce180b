using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Lambda;

/// <summary>The port to Lambda over its REST protocol.</summary>
internal sealed class AwsLambda(AwsConnection connection) : ILambda, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private const string Functions = "/2015-03-31/functions/";
    private const string Mappings = "/2015-03-31/event-source-mappings";

    private static readonly AwsService Service = new("Lambda", "lambda", "lambda");

    private readonly Regional<RestService> _service = new(
        connection,
        region => new(new(region, Service, connection.Options.Lambda), Service.Name)
    );

    public async ValueTask<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        var call = new AwsRequest
        {
            Operation = "Invoke",
            Path = $"{Functions}{RestService.Encode(request.FunctionName)}/invocations",
            Query = RestService.QueryOf(("Qualifier", request.Qualifier)),
            Headers = Requests.Headers(request),
            Body = request.Payload,
        };
        return Answers.Invoke(await _service.In(request.Region).SendAsync(call, cancellationToken));
    }

    public ValueTask<EventSourceMappingConfiguration> CreateEventSourceMappingAsync(
        CreateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = new ArrayBufferWriter<byte>(512);
        Requests.Write(request, body);
        var call = new AwsRequest
        {
            Operation = "CreateEventSourceMapping",
            Path = Mappings,
            Body = body.WrittenMemory,
        };
        return CallAsync(request.Region, call, cancellationToken);
    }

    public ValueTask<EventSourceMappingConfiguration> UpdateEventSourceMappingAsync(
        UpdateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = new ArrayBufferWriter<byte>(512);
        Requests.Write(request, body);
        var call = new AwsRequest
        {
            Operation = "UpdateEventSourceMapping",
            Method = HttpMethod.Put,
            Path = $"{Mappings}/{RestService.Encode(request.UUID)}",
            Body = body.WrittenMemory,
        };
        return CallAsync(request.Region, call, cancellationToken);
    }

    public ValueTask<EventSourceMappingConfiguration> DeleteEventSourceMappingAsync(
        DeleteEventSourceMappingRequest request,
        CancellationToken cancellationToken
    )
    {
        var call = new AwsRequest
        {
            Operation = "DeleteEventSourceMapping",
            Method = HttpMethod.Delete,
            Path = $"{Mappings}/{RestService.Encode(request.UUID)}",
        };
        return CallAsync(request.Region, call, cancellationToken);
    }

    public async ValueTask<ListEventSourceMappingsResponse> ListEventSourceMappingsAsync(
        ListEventSourceMappingsRequest request,
        CancellationToken cancellationToken
    )
    {
        var call = new AwsRequest
        {
            Operation = "ListEventSourceMappings",
            Method = HttpMethod.Get,
            Path = Mappings,
            Query = RestService.QueryOf(
                ("EventSourceArn", request.EventSourceArn),
                ("FunctionName", request.FunctionName),
                ("Marker", request.Marker),
                ("MaxItems", request.MaxItems is { } most ? $"{most}" : null)
            ),
        };
        return Answers.List(await _service.In(request.Region).CallAsync(call, cancellationToken));
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.In(null).ConnectAsync(cancellationToken);

    private async ValueTask<EventSourceMappingConfiguration> CallAsync(
        string? region,
        AwsRequest call,
        CancellationToken cancellationToken
    ) => Answers.Mapping(await _service.In(region).CallAsync(call, cancellationToken));
}
