using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sns;

/// <summary>The port to SNS over its Query protocol.</summary>
internal sealed class AwsSns(AwsConnection connection) : ISns, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("SNS", "sns", "sns");

    private readonly Lazy<QueryService> _service = new(() =>
        new(new(connection, Service, connection.Options.Sns), Service.Name, "2010-03-31")
    );

    public async ValueTask<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken) =>
        Answers.Publish(await _service.Value.CallAsync("Publish", request, Requests.Write, cancellationToken));

    public async ValueTask<PublishBatchResponse> PublishBatchAsync(
        PublishBatchRequest request,
        CancellationToken cancellationToken
    ) =>
        Answers.PublishBatch(
            await _service.Value.CallAsync("PublishBatch", request, Requests.Write, cancellationToken)
        );

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);
}
