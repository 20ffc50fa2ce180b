using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sqs;

/// <summary>The port to SQS over its JSON protocol. The queue's URL is a member of the request, not its address.</summary>
internal sealed class AwsSqs(AwsConnection connection) : ISqs, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("SQS", "sqs", "sqs");

    private readonly Lazy<JsonService> _service = new(() =>
        new(new(connection, Service, connection.Options.Sqs), Service.Name, "application/x-amz-json-1.0", "AmazonSQS")
    );

    public async ValueTask<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = Answers.SendMessageBatch(
            await _service.Value.CallAsync("SendMessageBatch", request, Requests.Write, cancellationToken)
        );
        return BodyCheck.Of(request, answer);
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);
}
