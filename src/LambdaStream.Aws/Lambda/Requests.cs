using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Lambda;

/// <summary>Writes the requests of Lambda's API.</summary>
internal static class Requests
{
    public static (string, string)[] Headers(InvokeRequest request)
    {
        var headers = new List<(string, string)>(3);
        if (!request.Payload.IsEmpty)
            headers.Add(("content-type", "application/json"));
        if (request.InvocationType is { } type)
            headers.Add(("x-amz-invocation-type", type.ToString()));
        if (request.ClientContext is { } context)
            headers.Add(("x-amz-client-context", context));
        return [.. headers];
    }

    public static void Write(CreateEventSourceMappingRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("EventSourceArn"u8, request.EventSourceArn);
        members.Add("FunctionName"u8, request.FunctionName);
        members.Add("Enabled"u8, request.Enabled);
        members.Add("BatchSize"u8, request.BatchSize);
        members.Add("MaximumBatchingWindowInSeconds"u8, request.MaximumBatchingWindowInSeconds);
        members.Add("ParallelizationFactor"u8, request.ParallelizationFactor);
        members.Add("StartingPosition"u8, request.StartingPosition);
        members.Add("StartingPositionTimestamp"u8, request.StartingPositionTimestamp);
        members.Add("MaximumRecordAgeInSeconds"u8, request.MaximumRecordAgeInSeconds);
        members.Add("MaximumRetryAttempts"u8, request.MaximumRetryAttempts);
        members.Add("BisectBatchOnFunctionError"u8, request.BisectBatchOnFunctionError);
        members.Add("TumblingWindowInSeconds"u8, request.TumblingWindowInSeconds);
        members.Add("FunctionResponseTypes"u8, request.FunctionResponseTypes);
        members.Add("FilterCriteria"u8, request.FilterCriteria);
        members.Add("DestinationConfig"u8, request.DestinationConfig);
        members.End();
    }

    public static void Write(UpdateEventSourceMappingRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("FunctionName"u8, request.FunctionName);
        members.Add("Enabled"u8, request.Enabled);
        members.Add("BatchSize"u8, request.BatchSize);
        members.Add("MaximumBatchingWindowInSeconds"u8, request.MaximumBatchingWindowInSeconds);
        members.Add("ParallelizationFactor"u8, request.ParallelizationFactor);
        members.Add("MaximumRecordAgeInSeconds"u8, request.MaximumRecordAgeInSeconds);
        members.Add("MaximumRetryAttempts"u8, request.MaximumRetryAttempts);
        members.Add("BisectBatchOnFunctionError"u8, request.BisectBatchOnFunctionError);
        members.End();
    }
}
