using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.EventBridge;

/// <summary>The port to EventBridge over its JSON protocol.</summary>
internal sealed class AwsEventBridge(AwsConnection connection) : IEventBridge, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("EventBridge", "events", "events") { IsFipsInGovCloud = true };

    private readonly Lazy<JsonService> _service = new(() =>
        new(
            new(connection, Service, connection.Options.EventBridge),
            Service.Name,
            "application/x-amz-json-1.1",
            "AWSEvents"
        )
    );

    public string GlobalEndpointProblem =>
        "Global endpoints of EventBridge want Signature Version 4A, which this transport does not have.";

    /// <exception cref="NotSupportedException">The request goes through a global endpoint.</exception>
    public async ValueTask<PutEventsResponse> PutEventsAsync(
        PutEventsRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.EndpointId is not null)
            throw new NotSupportedException(GlobalEndpointProblem);
        return Answers.PutEvents(
            await _service.Value.CallAsync("PutEvents", request, Requests.Write, cancellationToken)
        );
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);
}
