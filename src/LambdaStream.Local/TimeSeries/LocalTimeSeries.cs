using LambdaStream.Connectors;

namespace LambdaStream.Local;

/// <summary>A table of Timestream in memory. Records come in through <see cref="LocalWorld.TimestreamWrite"/>.</summary>
public sealed class LocalTimeSeries
{
    private readonly Lock _lock = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, TimestreamRecord> _records = new(StringComparer.Ordinal);

    internal LocalTimeSeries() { }

    /// <summary>The records, in the order in which they first came.</summary>
    public IReadOnlyList<TimestreamRecord> Records
    {
        get
        {
            lock (_lock)
                return [.. _order.Select(key => _records[key])];
        }
    }

    /// <summary>Puts a record. Gives the version that is there, if that is not older and says something else.</summary>
    internal long? Put(TimestreamRecord record)
    {
        var key = KeyOf(record);
        lock (_lock)
        {
            if (!_records.TryGetValue(key, out var existing))
                _order.Add(key);
            else if ((record.Version ?? 1) <= (existing.Version ?? 1))
                return IsSame(record, existing) && record.Version == existing.Version ? null : existing.Version ?? 1;
            _records[key] = record;
            return null;
        }
    }

    private static bool IsSame(TimestreamRecord left, TimestreamRecord right) =>
        left.MeasureValue == right.MeasureValue && (left.MeasureValues ?? []).SequenceEqual(right.MeasureValues ?? []);

    private static string KeyOf(TimestreamRecord record) =>
        Json.ArrayOf(
                record.MeasureName,
                record.Time,
                record.TimeUnit ?? "MILLISECONDS",
                Json.ObjectOf([
                    .. (record.Dimensions ?? [])
                        .OrderBy(dimension => dimension.Name, StringComparer.Ordinal)
                        .Select(dimension => (dimension.Name, (Json)dimension.Value)),
                ])
            )
            .ToString();
}
