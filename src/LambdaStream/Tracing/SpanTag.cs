namespace LambdaStream.Tracing;

/// <summary>The attributes of spans: OpenTelemetry's where it has one, else our own.</summary>
internal static class SpanTag
{
    public const string InvocationId = "faas.invocation_id";
    public const string FunctionName = "faas.name";
    public const string Trigger = "faas.trigger";
    public const string Region = "cloud.region";
    public const string System = "messaging.system";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string Destination = "messaging.destination.name";
    public const string MessageCount = "messaging.batch.message_count";
    public const string RpcSystem = "rpc.system";
    public const string RpcService = "rpc.service";
    public const string RpcMethod = "rpc.method";
    public const string Database = "db.system.name";
    public const string DatabaseOperation = "db.operation.name";
    public const string Table = "db.collection.name";
    public const string Error = "error.type";
    public const string ExceptionType = "exception.type";
    public const string Pipeline = "lambda_stream.pipeline";
    public const string Step = "lambda_stream.step";
    public const string EventId = "lambda_stream.event.id";
    public const string EventType = "lambda_stream.event.type";
    public const string Retries = "lambda_stream.retries";
    public const string IsThrottled = "lambda_stream.is_throttled";
    public const string IsFault = "lambda_stream.is_fault";
    public const string Acknowledged = "lambda_stream.records.acknowledged";
    public const string FailedRecords = "lambda_stream.records.failed";
    public const string Faults = "lambda_stream.faults";
}
