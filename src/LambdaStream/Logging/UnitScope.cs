using System.Collections;
using System.Globalization;

namespace LambdaStream.Logging;

/// <summary>What a line of a log says of where it comes from: invocation, pipeline, event.</summary>
/// <param name="invocation">The invocation.</param>
/// <param name="unit">The unit of work; null where it is of none.</param>
internal sealed class UnitScope(Invocation invocation, UnitOfWork? unit) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _members = [.. Members(invocation, unit)];

    public int Count => _members.Count;

    public KeyValuePair<string, object?> this[int index] => _members[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    // What loggers show that do not know of members.
    public override string ToString() =>
        string.Join(
            ' ',
            _members.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Key}:{member.Value}"))
        );

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<KeyValuePair<string, object?>> Members(Invocation invocation, UnitOfWork? unit)
    {
        if (invocation.RequestId.Length > 0)
            yield return new("requestId", invocation.RequestId);
        if (invocation.TraceId is { } trace)
            yield return new("traceId", trace);
        if (unit is null)
            yield break;
        if (unit.Pipeline.Length > 0)
            yield return new("pipeline", unit.Pipeline);
        if (unit.IsBatch)
            yield return new("batch", unit.Batch.Count);
        if (unit.Event.Id is { } id)
            yield return new("eventId", id);
        if (unit.Event.Type is { Length: > 0 } type)
            yield return new("eventType", type);
    }
}
