using LambdaStream.Connectors;

namespace LambdaStream.Local.Topics;

/// <summary>A message as SNS gives it to queues and functions.</summary>
internal static class Notification
{
    public static Json Of(PublishRequest message, string id, string topicArn, DateTimeOffset now) =>
        Json.ObjectOf(
            ("Type", "Notification"),
            ("MessageId", id),
            ("TopicArn", topicArn),
            ("Subject", message.Subject),
            ("Message", message.Message),
            ("Timestamp", $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}"),
            ("SignatureVersion", "1"),
            ("Signature", "local"),
            ("MessageAttributes", Attributes(message))
        );

    public static Json Payload(PublishRequest message, string id, string topicArn, DateTimeOffset now) =>
        Json.ObjectOf(
            (
                "Records",
                Json.ArrayOf(
                    Json.ObjectOf(
                        ("EventSource", "aws:sns"),
                        ("EventVersion", "1.0"),
                        ("EventSubscriptionArn", $"{topicArn}:local"),
                        ("Sns", Of(message, id, topicArn, now))
                    )
                )
            )
        );

    private static Json Attributes(PublishRequest message) =>
        message.MessageAttributes is { Count: > 0 } attributes
            ? Json.ObjectOf([
                .. attributes.Select(attribute =>
                    (
                        attribute.Key,
                        Json.ObjectOf(
                            ("Type", attribute.Value.DataType),
                            (
                                "Value",
                                attribute.Value.StringValue
                                    ?? Convert.ToBase64String((attribute.Value.BinaryValue ?? default).Span)
                            )
                        )
                    )
                ),
            ])
            : default;
}
