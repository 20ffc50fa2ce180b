namespace LambdaStream.Connectors;

/// <summary>What SQS and SNS have in common, in the JSON of their APIs.</summary>
internal static class MessageJson
{
    public static Json Of(IReadOnlyDictionary<string, MessageAttributeValue>? attributes) =>
        attributes is null
            ? default
            : Json.ObjectOf([.. attributes.Select(attribute => (attribute.Key, Of(attribute.Value)))]);

    public static Json Of(BatchResultErrorEntry entry) =>
        Json.ObjectOf(
            ("Id", entry.Id),
            ("Code", entry.Code),
            ("Message", entry.Message),
            ("SenderFault", entry.SenderFault)
        );

    private static Json Of(MessageAttributeValue value) =>
        Json.ObjectOf(
            ("DataType", value.DataType),
            ("StringValue", value.StringValue),
            ("BinaryValue", value.BinaryValue is { } bytes ? Convert.ToBase64String(bytes.Span) : default(Json))
        );
}
