using LambdaStream.Conformance.Running;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the options of the sinks for messages of a rule's or step's members.</summary>
internal static class MessageOptions
{
    public static SqsOptions Sqs(Members members) =>
        new()
        {
            QueueUrl = members.Text("queueUrl"),
            BatchSize = members.Number("batchSize"),
            Parallel = members.Number("parallel"),
        };

    public static SnsOptions Sns(Members members) =>
        new() { TopicArn = members.Text("topicArn"), Parallel = members.Number("parallel") };
}
