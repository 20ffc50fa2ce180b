using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>Schedules in the JSON of their API.</summary>
internal static class ScheduleForms
{
    public static JsonObject Of(CreateScheduleRequest request) =>
        ApiJson.Input(
            ("Name", request.Name),
            ("ScheduleExpression", request.ScheduleExpression),
            ("ScheduleExpressionTimezone", request.ScheduleExpressionTimezone),
            (
                "FlexibleTimeWindow",
                ApiJson.Input(
                    ("Mode", request.FlexibleTimeWindow.Mode),
                    ("MaximumWindowInMinutes", request.FlexibleTimeWindow.MaximumWindowInMinutes)
                )
            ),
            ("Target", Of(request.Target)),
            ("GroupName", request.GroupName),
            ("Description", request.Description),
            ("StartDate", request.StartDate?.ToUnixTimeSeconds()),
            ("EndDate", request.EndDate?.ToUnixTimeSeconds()),
            ("State", request.State),
            ("KmsKeyArn", request.KmsKeyArn),
            ("ActionAfterCompletion", request.ActionAfterCompletion),
            ("ClientToken", request.ClientToken)
        );

    private static JsonObject Of(ScheduleTarget target) =>
        ApiJson.Input(
            ("Arn", target.Arn),
            ("RoleArn", target.RoleArn),
            ("Input", target.Input),
            (
                "EventBridgeParameters",
                target.EventBridgeParameters is { } bus
                    ? ApiJson.Input(("DetailType", bus.DetailType), ("Source", bus.Source))
                    : null
            ),
            ("SqsParameters", One("MessageGroupId", target.MessageGroupId)),
            ("KinesisParameters", One("PartitionKey", target.PartitionKey)),
            ("DeadLetterConfig", One("Arn", target.DeadLetterArn)),
            (
                "RetryPolicy",
                target.MaximumEventAgeInSeconds is null && target.MaximumRetryAttempts is null
                    ? null
                    : ApiJson.Input(
                        ("MaximumEventAgeInSeconds", target.MaximumEventAgeInSeconds),
                        ("MaximumRetryAttempts", target.MaximumRetryAttempts)
                    )
            )
        );

    private static JsonObject? One(string name, string? value) => value is null ? null : ApiJson.Input((name, value));
}
