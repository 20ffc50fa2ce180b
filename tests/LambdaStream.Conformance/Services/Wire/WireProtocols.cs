namespace LambdaStream.Conformance.Services.Wire;

/// <summary>The protocols of the services, by the names with which requests are signed. A new service is one more entry.</summary>
internal static class WireProtocols
{
    private const string Json10 = "application/x-amz-json-1.0";
    private const string Json11 = "application/x-amz-json-1.1";

    private static readonly Dictionary<string, IWireProtocol> Protocols = new(StringComparer.Ordinal)
    {
        ["dynamodb"] = new JsonProtocol("dynamodb", Json10, "DynamoDB_20120810"),
        ["events"] = new JsonProtocol("eventbridge", Json11, "AWSEvents"),
        ["kinesis"] = new JsonProtocol("kinesis", Json11, "Kinesis_20131202"),
        ["firehose"] = new JsonProtocol("firehose", Json11, "Firehose_20150804"),
        ["sqs"] = new JsonProtocol("sqs", Json10, "AmazonSQS"),
        ["kms"] = new JsonProtocol("kms", Json11, "TrentService"),
        ["timestream"] = new JsonProtocol("timestream", Json10, "Timestream_20181101"),
        ["sns"] = new QueryProtocol("sns", "2010-03-31"),
        ["lambda"] = new LambdaProtocol(),
        ["scheduler"] = new SchedulerProtocol(),
        ["s3"] = new S3Protocol(),
    };

    public static IWireProtocol Of(string signingName) =>
        Protocols.TryGetValue(signingName, out var protocol)
            ? protocol
            : throw new NotSupportedException($"There is no service that signs as {signingName}.");
}
