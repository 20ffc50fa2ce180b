using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Scheduler;

/// <summary>Writes the requests of EventBridge Scheduler's API.</summary>
internal static class Requests
{
    public static void Write(CreateScheduleRequest request, string clientToken, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("ScheduleExpression"u8, request.ScheduleExpression);
        members.Add("ScheduleExpressionTimezone"u8, request.ScheduleExpressionTimezone);
        var window = new JsonObject(members.Member("FlexibleTimeWindow"u8));
        window.Add("Mode"u8, request.FlexibleTimeWindow.Mode);
        window.Add("MaximumWindowInMinutes"u8, request.FlexibleTimeWindow.MaximumWindowInMinutes);
        window.End();
        Write(request.Target, members.Member("Target"u8));
        members.Add("GroupName"u8, request.GroupName);
        members.Add("Description"u8, request.Description);
        members.Add("StartDate"u8, request.StartDate);
        members.Add("EndDate"u8, request.EndDate);
        members.Add("State"u8, request.State);
        members.Add("KmsKeyArn"u8, request.KmsKeyArn);
        members.Add("ActionAfterCompletion"u8, request.ActionAfterCompletion);
        members.Add("ClientToken"u8, clientToken);
        members.End();
    }

    private static void Write(ScheduleTarget target, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("Arn"u8, target.Arn);
        members.Add("RoleArn"u8, target.RoleArn);
        members.Add("Input"u8, target.Input);
        if (target.EventBridgeParameters is { } bus)
        {
            var parameters = new JsonObject(members.Member("EventBridgeParameters"u8));
            parameters.Add("DetailType"u8, bus.DetailType);
            parameters.Add("Source"u8, bus.Source);
            parameters.End();
        }
        if (target.MessageGroupId is { } group)
            WriteOne(members.Member("SqsParameters"u8), "MessageGroupId"u8, group);
        if (target.PartitionKey is { } key)
            WriteOne(members.Member("KinesisParameters"u8), "PartitionKey"u8, key);
        if (target.DeadLetterArn is { } arn)
            WriteOne(members.Member("DeadLetterConfig"u8), "Arn"u8, arn);
        if (target.MaximumEventAgeInSeconds is not null || target.MaximumRetryAttempts is not null)
        {
            var policy = new JsonObject(members.Member("RetryPolicy"u8));
            policy.Add("MaximumEventAgeInSeconds"u8, target.MaximumEventAgeInSeconds);
            policy.Add("MaximumRetryAttempts"u8, target.MaximumRetryAttempts);
            policy.End();
        }
        members.End();
    }

    private static void WriteOne(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string value)
    {
        var members = new JsonObject(output);
        members.Add(name, value);
        members.End();
    }
}
