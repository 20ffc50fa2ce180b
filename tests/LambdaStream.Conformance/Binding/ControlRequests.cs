using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's requests to Lambda, Scheduler and Timestream of what templates give.</summary>
internal sealed class ControlRequests(MissingParts missing)
{
    public InvokeRequest? Invoke(JsonNode? node) =>
        Read(
            "Invoke",
            node,
            request => new InvokeRequest
            {
                FunctionName = request.Text("FunctionName") ?? "",
                InvocationType = request.Text("InvocationType") is { } type ? Enum.Parse<InvocationType>(type) : null,
                Payload = request.Text("Payload") is { } payload ? Encoding.UTF8.GetBytes(payload) : default,
                Qualifier = request.Text("Qualifier"),
                ClientContext = request.Text("ClientContext"),
            }
        );

    public CreateScheduleRequest? Schedule(JsonNode? node) =>
        Read(
            "CreateSchedule",
            node,
            request => new CreateScheduleRequest
            {
                Name = request.Text("Name") ?? "",
                ScheduleExpression = request.Text("ScheduleExpression") ?? "",
                ScheduleExpressionTimezone = request.Text("ScheduleExpressionTimezone"),
                FlexibleTimeWindow =
                    Read(
                        "CreateSchedule",
                        request.Node("FlexibleTimeWindow"),
                        window => new FlexibleTimeWindow
                        {
                            Mode = window.Text("Mode") ?? "OFF",
                            MaximumWindowInMinutes = window.Number("MaximumWindowInMinutes"),
                        }
                    ) ?? new(),
                Target = Read("CreateSchedule", request.Node("Target"), Target) ?? new(),
                GroupName = request.Text("GroupName"),
                Description = request.Text("Description"),
                StartDate = Time(request, "StartDate"),
                EndDate = Time(request, "EndDate"),
                State = request.Text("State"),
                KmsKeyArn = request.Text("KmsKeyArn"),
                ActionAfterCompletion = request.Text("ActionAfterCompletion"),
                ClientToken = request.Text("ClientToken"),
            }
        );

    public WriteRecordsRequest? Write(JsonNode? node) =>
        Read(
            "WriteRecords",
            node,
            request => new WriteRecordsRequest
            {
                DatabaseName = request.Text("DatabaseName") ?? "",
                TableName = request.Text("TableName") ?? "",
                CommonAttributes = Record(request.Node("CommonAttributes")),
                Records = [.. (request.Node("Records") as JsonArray ?? []).Select(record => Record(record)!)],
            }
        );

    private ScheduleTarget Target(Members target) =>
        new()
        {
            Arn = target.Text("Arn"),
            RoleArn = target.Text("RoleArn"),
            Input = target.Text("Input"),
            EventBridgeParameters = Read(
                "CreateSchedule",
                target.Node("EventBridgeParameters"),
                bus => new EventBridgeParameters
                {
                    DetailType = bus.Text("DetailType") ?? "",
                    Source = bus.Text("Source") ?? "",
                }
            ),
            MessageGroupId = target.Node("SqsParameters")?["MessageGroupId"]?.ToString(),
            PartitionKey = target.Node("KinesisParameters")?["PartitionKey"]?.ToString(),
            DeadLetterArn = target.Node("DeadLetterConfig")?["Arn"]?.ToString(),
            MaximumEventAgeInSeconds = target.Node("RetryPolicy")?["MaximumEventAgeInSeconds"]?.GetValue<int>(),
            MaximumRetryAttempts = target.Node("RetryPolicy")?["MaximumRetryAttempts"]?.GetValue<int>(),
        };

    private TimestreamRecord? Record(JsonNode? node) =>
        Read(
            "WriteRecords",
            node,
            record => new TimestreamRecord
            {
                Dimensions = record.Node("Dimensions") is JsonArray dimensions
                    ?
                    [
                        .. dimensions.Select(dimension => new TimestreamDimension
                        {
                            Name = dimension!["Name"]!.ToString(),
                            Value = dimension["Value"]!.ToString(),
                            DimensionValueType = dimension["DimensionValueType"]?.ToString(),
                        }),
                    ]
                    : null,
                MeasureName = record.Text("MeasureName"),
                MeasureValue = record.Text("MeasureValue"),
                MeasureValueType = record.Text("MeasureValueType"),
                MeasureValues = record.Node("MeasureValues") is JsonArray values
                    ?
                    [
                        .. values.Select(value => new MeasureValue
                        {
                            Name = value!["Name"]!.ToString(),
                            Value = value["Value"]!.ToString(),
                            Type = value["Type"]!.ToString(),
                        }),
                    ]
                    : null,
                Time = record.Text("Time"),
                TimeUnit = record.Text("TimeUnit"),
                Version = record.Number("Version"),
            }
        );

    private static DateTimeOffset? Time(Members request, string name) =>
        request.Number(name) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    // What a typed request cannot carry is a part that the library does not have.
    private T? Read<T>(string operation, JsonNode? node, Func<Members, T> read)
        where T : class
    {
        if (node is not JsonObject members)
            return null;
        var request = new Members(members);
        var form = read(request);
        foreach (var name in request.Unasked)
            missing.Add($"the member {name} of {operation} requests");
        return form;
    }
}
