using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the options of the sinks for messages of a rule's or step's members.</summary>
internal static class MessageOptions
{
    public static SqsOptions Sqs(RuleBinding rule) =>
        new()
        {
            Message = rule.Slot(Slots.SqsMessage, "messageField"),
            QueueUrl = rule.Members.Text("queueUrl"),
            BatchSize = rule.Members.Number("batchSize"),
            MaxPayloadSize = rule.Members.Number("maxPayloadSize"),
            Parallel = rule.Members.Number("parallel"),
            Rate = rule.Members.Rate(),
            Retry = rule.Members.Retry(),
        };

    public static SnsOptions Sns(RuleBinding rule)
    {
        // It goes without batches.
        rule.Members.Retry();
        return new()
        {
            Message = rule.Slot(Slots.SnsMessage, "messageField"),
            TopicArn = rule.Members.Text("topicArn"),
            Parallel = rule.Members.Number("parallel"),
            Rate = rule.Members.Rate(),
        };
    }
}
