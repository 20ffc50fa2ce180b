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

    /// <summary>By what the answer to the event source names the record: a sequence number or a message id. Null where it has none.</summary>
    public string? Identifier => Text(_identifier);

    // The message group of a FIFO queue, whose order must hold; null where there is none.
    internal string? Group => Text(_group);

    private static string? Text(Json value) => value.Kind is JsonValueKind.String ? value.GetString() : null;
}
