using System.Text.Json;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Lambda;

/// <summary>Reads the answers of Lambda's API.</summary>
internal static class Answers
{
    public static InvokeResponse Invoke(AwsAnswer answer) =>
        new()
        {
            StatusCode = (int)answer.Status,
            FunctionError = answer.Header("X-Amz-Function-Error"),
            ExecutedVersion = answer.Header("X-Amz-Executed-Version"),
            Payload = answer.Body,
        };

    public static ListEventSourceMappingsResponse List(Json answer)
    {
        var mappings = new List<EventSourceMappingConfiguration>();
        if (answer["EventSourceMappings"] is { Kind: JsonValueKind.Array } list)
        {
            foreach (var mapping in list.EnumerateArray())
                mappings.Add(Mapping(mapping));
        }
        return new() { EventSourceMappings = mappings, NextMarker = answer["NextMarker"].GetString() };
    }

    public static EventSourceMappingConfiguration Mapping(Json answer) =>
        new()
        {
            UUID = answer["UUID"].GetString(),
            State = answer["State"].GetString(),
            EventSourceArn = answer["EventSourceArn"].GetString(),
            FunctionArn = answer["FunctionArn"].GetString(),
            BatchSize = Number(answer["BatchSize"]),
            MaximumBatchingWindowInSeconds = Number(answer["MaximumBatchingWindowInSeconds"]),
            ParallelizationFactor = Number(answer["ParallelizationFactor"]),
            StartingPosition = answer["StartingPosition"].GetString(),
            MaximumRecordAgeInSeconds = Number(answer["MaximumRecordAgeInSeconds"]),
            MaximumRetryAttempts = Number(answer["MaximumRetryAttempts"]),
            BisectBatchOnFunctionError = answer["BisectBatchOnFunctionError"] is { IsNullOrUndefined: false } bisects
                ? bisects.GetBoolean()
                : null,
            TumblingWindowInSeconds = Number(answer["TumblingWindowInSeconds"]),
            FunctionResponseTypes = answer["FunctionResponseTypes"] is { Kind: JsonValueKind.Array } types
                ? Texts(types)
                : null,
            FilterCriteria = Defined(answer["FilterCriteria"]),
            DestinationConfig = Defined(answer["DestinationConfig"]),
        };

    private static int? Number(Json value) => value.TryGetInt64(out var number) ? (int)number : null;

    private static Json Defined(Json value) => value.IsNullOrUndefined ? default : value;

    private static List<string> Texts(Json list)
    {
        var texts = new List<string>();
        foreach (var text in list.EnumerateArray())
            texts.Add(text.GetString() ?? "");
        return texts;
    }
}
