using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sns;

/// <summary>Writes the requests of the API of SNS.</summary>
internal static class Requests
{
    public static void Write(PublishRequest request, QueryForm form)
    {
        form.Add("TopicArn", request.TopicArn);
        form.Add("TargetArn", request.TargetArn);
        form.Add("PhoneNumber", request.PhoneNumber);
        form.Add("Message", request.Message);
        form.Add("Subject", request.Subject);
        form.Add("MessageStructure", request.MessageStructure);
        Write("", request.MessageAttributes, form);
        form.Add("MessageGroupId", request.MessageGroupId);
        form.Add("MessageDeduplicationId", request.MessageDeduplicationId);
    }

    public static void Write(PublishBatchRequest request, QueryForm form)
    {
        form.Add("TopicArn", request.TopicArn);
        foreach (var (index, entry) in request.PublishBatchRequestEntries.Index())
        {
            var prefix = $"PublishBatchRequestEntries.member.{index + 1}.";
            form.Add(prefix + "Id", entry.Id);
            form.Add(prefix + "Message", entry.Message);
            form.Add(prefix + "Subject", entry.Subject);
            form.Add(prefix + "MessageStructure", entry.MessageStructure);
            Write(prefix, entry.MessageAttributes, form);
            form.Add(prefix + "MessageGroupId", entry.MessageGroupId);
            form.Add(prefix + "MessageDeduplicationId", entry.MessageDeduplicationId);
        }
    }

    private static void Write(
        string prefix,
        IReadOnlyDictionary<string, MessageAttributeValue>? attributes,
        QueryForm form
    )
    {
        foreach (var (index, (name, value)) in (attributes ?? new Dictionary<string, MessageAttributeValue>()).Index())
        {
            var entry = $"{prefix}MessageAttributes.entry.{index + 1}.";
            form.Add(entry + "Name", name);
            form.Add(entry + "Value.DataType", value.DataType);
            form.Add(entry + "Value.StringValue", value.StringValue);
            form.Add(
                entry + "Value.BinaryValue",
                value.BinaryValue is { } bytes ? Convert.ToBase64String(bytes.Span) : null
            );
        }
    }
}
