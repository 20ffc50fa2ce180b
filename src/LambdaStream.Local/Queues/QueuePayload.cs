using System.Text;

namespace LambdaStream.Local.Queues;

/// <summary>The payload that delivers messages to a function.</summary>
internal static class QueuePayload
{
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<LocalMessage> messages, string queueArn, string region) =>
        Json.ObjectOf(("Records", Json.ArrayOf([.. messages.Select(message => Record(message, queueArn, region))])))
            .ToUtf8();

    private static Json Record(LocalMessage message, string queueArn, string region) =>
        Json.ObjectOf(
            ("messageId", message.MessageId),
            ("receiptHandle", message.ReceiptHandle),
            ("body", message.Body),
            ("attributes", Json.ObjectOf([.. message.Attributes.Select(one => (one.Key, (Json)one.Value))])),
            (
                "messageAttributes",
                Json.ObjectOf([
                    .. message.MessageAttributes.Select(one =>
                        (
                            one.Key,
                            Json.ObjectOf(
                                ("stringValue", one.Value.StringValue),
                                (
                                    "binaryValue",
                                    one.Value.BinaryValue is { } bytes
                                        ? Convert.ToBase64String(bytes.Span)
                                        : default(Json)
                                ),
                                ("stringListValues", Json.ArrayOf()),
                                ("binaryListValues", Json.ArrayOf()),
                                ("dataType", one.Value.DataType)
                            )
                        )
                    ),
                ])
            ),
            ("md5OfBody", Md5.HexOf(Encoding.UTF8.GetBytes(message.Body))),
            ("eventSource", "aws:sqs"),
            ("eventSourceARN", queueArn),
            ("awsRegion", region)
        );
}
