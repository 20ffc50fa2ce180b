namespace LambdaStream.Connectors;

/// <summary>Requests and answers in the JSON of EventBridge Scheduler's API, as fault events show them.</summary>
internal static class SchedulerJson
{
    public static Json Of(CreateScheduleRequest request) =>
        Json.ObjectOf(
            ("Name", request.Name),
            ("ScheduleExpression", request.ScheduleExpression),
            ("ScheduleExpressionTimezone", request.ScheduleExpressionTimezone),
            (
                "FlexibleTimeWindow",
                Json.ObjectOf(
                    ("Mode", request.FlexibleTimeWindow.Mode),
                    ("MaximumWindowInMinutes", (long?)request.FlexibleTimeWindow.MaximumWindowInMinutes)
                )
            ),
            ("Target", Of(request.Target)),
            ("GroupName", request.GroupName),
            ("Description", request.Description),
            ("StartDate", Seconds(request.StartDate)),
            ("EndDate", Seconds(request.EndDate)),
            ("State", request.State),
            ("KmsKeyArn", request.KmsKeyArn),
            ("ActionAfterCompletion", request.ActionAfterCompletion),
            ("ClientToken", request.ClientToken)
        );

    public static Json Of(CreateScheduleResponse response) => Json.ObjectOf(("ScheduleArn", response.ScheduleArn));

    private static Json Of(ScheduleTarget target) =>
        Json.ObjectOf(
            ("Arn", target.Arn),
            ("RoleArn", target.RoleArn),
            ("Input", target.Input),
            (
                "EventBridgeParameters",
                target.EventBridgeParameters is { } parameters
                    ? Json.ObjectOf(("DetailType", parameters.DetailType), ("Source", parameters.Source))
                    : default
            ),
            ("SqsParameters", Nested("MessageGroupId", target.MessageGroupId)),
            ("KinesisParameters", Nested("PartitionKey", target.PartitionKey)),
            ("DeadLetterConfig", Nested("Arn", target.DeadLetterArn)),
            (
                "RetryPolicy",
                target.MaximumEventAgeInSeconds is null && target.MaximumRetryAttempts is null
                    ? default
                    : Json.ObjectOf(
                        ("MaximumEventAgeInSeconds", (long?)target.MaximumEventAgeInSeconds),
                        ("MaximumRetryAttempts", (long?)target.MaximumRetryAttempts)
                    )
            )
        );

    private static Json Nested(string name, string? value) => value is null ? default : Json.ObjectOf((name, value));

    private static Json Seconds(DateTimeOffset? time) =>
        time is { } known ? known.ToUnixTimeMilliseconds() / 1000m : default(Json);
}
