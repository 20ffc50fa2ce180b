using System.Text.Json;

namespace LambdaStream;

/// <summary>One record of a Lambda payload.</summary>
public sealed class Record
{
    private readonly Json _id;
    private readonly Json _identifier;
    private readonly Json _group;

    internal Record(int index, Json json, Json id, Json identifier, Json group = default)
    {
        Index = index;
        Json = json;
        _id = id;
        _identifier = identifier;
        _group = group;
    }

    /// <summary>The place in the payload, counted from 0.</summary>
    public int Index { get; }

    /// <summary>The record as it came. A fault event keeps it, so that it can be resubmitted.</summary>
    public Json Json { get; }

    /// <summary>The record's own id, which is the same when it is delivered again. Null where it has none.</summary>
    public string? Id => Text(_id);

    /// <summary>
    /// By what the answer to the event source names the record: a sequence number, a message id, or for Kafka topic,
    /// partition and offset, as in <c>orders-0@15</c>. Null where it has none.
    /// </summary>
    public string? Identifier =>
        _identifier.Kind is JsonValueKind.Number ? $"{Group}@{_identifier}" : Text(_identifier);

    /// <summary>
    /// Within what the order of the records must hold: the message group of a FIFO queue, or the topic and partition of
    /// Kafka, as in <c>orders-0</c>. Null where there is none.
    /// </summary>
    public string? Group => Text(_group);

    /// <summary>The number that a FIFO queue has given the message, which grows within its group. Null elsewhere.</summary>
    public string? SequenceNumber => Text(Json["attributes"]["SequenceNumber"]);

    // No record, but the end of a tumbling window, which is done or failed like one.
    internal bool IsEndOfWindow { get; init; }

    private static string? Text(Json value) => value.Kind is JsonValueKind.String ? value.GetString() : null;
}
