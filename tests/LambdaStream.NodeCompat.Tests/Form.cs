namespace LambdaStream.NodeCompat.Tests;

/// <summary>How an event goes over the wire.</summary>
/// <param name="By">By what it goes.</param>
/// <param name="Threshold">From how many bytes on members are compressed; null compresses nothing.</param>
/// <param name="IsEncrypted">Whether some fields are encrypted.</param>
internal sealed record Form(Way By, int? Threshold = null, bool IsEncrypted = false)
{
    public static readonly string[] EncryptedFields = ["name", "ssn", "12"];

    private static readonly int?[] Thresholds = [null, 40, 300, 10 * 1024];

    /// <summary>Everything that is published to a stream or bus as it is.</summary>
    public static IEnumerable<Form> Published =>
        from way in (Way[])[Way.Kinesis, Way.EventBridge]
        from threshold in Thresholds
        from isEncrypted in (bool[])[false, true]
        select new Form(way, threshold, isEncrypted);

    public Json ThresholdJson => Threshold is { } threshold ? (long)threshold : default(Json);

    public Json FieldsJson => IsEncrypted ? Json.ArrayOf([.. EncryptedFields.Select(name => (Json)name)]) : default;

    public override string ToString() =>
        $"{By}{(Threshold is null ? "" : $", compressed from {Threshold} bytes")}{(IsEncrypted ? ", encrypted" : "")}";
}

internal enum Way
{
    Kinesis,
    EventBridge,
    Sqs,
    ClaimCheck,
    Collected,
    Fault,
    Relayed,
}
