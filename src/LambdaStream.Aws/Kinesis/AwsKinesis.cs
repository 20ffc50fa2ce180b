using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Kinesis;

/// <summary>The port to Kinesis over its JSON protocol.</summary>
internal sealed class AwsKinesis(AwsConnection connection) : IKinesis, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("Kinesis", "kinesis", "kinesis");

    private readonly Lazy<JsonService> _service = new(() =>
        new(
            new(connection, Service, connection.Options.Kinesis),
            Service.Name,
            "application/x-amz-json-1.1",
            "Kinesis_20131202"
        )
    );

    public async ValueTask<PutRecordsResponse> PutRecordsAsync(
        PutRecordsRequest request,
        CancellationToken cancellationToken
    ) => Answers.PutRecords(await _service.Value.CallAsync("PutRecords", request, Requests.Write, cancellationToken));

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);
}
