using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Firehose;

/// <summary>The port to Firehose over its JSON protocol.</summary>
internal sealed class AwsFirehose(AwsConnection connection) : IFirehose, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("Firehose", "firehose", "firehose");

    private readonly Lazy<JsonService> _service = new(() =>
        new(
            new(connection, Service, connection.Options.Firehose),
            Service.Name,
            "application/x-amz-json-1.1",
            "Firehose_20150804"
        )
    );

    public async ValueTask<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken
    ) =>
        Answers.PutRecordBatch(
            await _service.Value.CallAsync("PutRecordBatch", request, Requests.Write, cancellationToken)
        );

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);
}
