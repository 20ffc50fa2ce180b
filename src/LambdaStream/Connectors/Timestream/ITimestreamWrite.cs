namespace LambdaStream.Connectors;

/// <summary>The port to Timestream, to write to.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with the service's error code when it refuses a request, and
/// <see cref="RejectedRecordsException"/> where it refused some of the records; the others are written then.
/// </remarks>
public interface ITimestreamWrite
{
    /// <summary>Writes up to 100 records to a table.</summary>
    ValueTask<WriteRecordsResponse> WriteRecordsAsync(WriteRecordsRequest request, CancellationToken cancellationToken);
}

/// <summary>Timestream's WriteRecords.</summary>
public sealed record WriteRecordsRequest
{
    /// <summary>The name of the database.</summary>
    public required string DatabaseName { get; init; }

    /// <summary>The name of the table.</summary>
    public required string TableName { get; init; }

    /// <summary>The records.</summary>
    public required IReadOnlyList<TimestreamRecord> Records { get; init; }

    /// <summary>What all records have in common.</summary>
    public TimestreamRecord? CommonAttributes { get; init; }
}

/// <summary>A record for Timestream.</summary>
public sealed record TimestreamRecord
{
    /// <summary>What the record is about, up to 128.</summary>
    public IReadOnlyList<TimestreamDimension>? Dimensions { get; init; }

    /// <summary>What was measured.</summary>
    public string? MeasureName { get; init; }

    /// <summary>The value.</summary>
    public string? MeasureValue { get; init; }

    /// <summary>DOUBLE, BIGINT, VARCHAR, BOOLEAN, TIMESTAMP or MULTI; by default DOUBLE.</summary>
    public string? MeasureValueType { get; init; }

    /// <summary>Several values, with the type MULTI.</summary>
    public IReadOnlyList<MeasureValue>? MeasureValues { get; init; }

    /// <summary>When it was measured, in the unit since 1970.</summary>
    public string? Time { get; init; }

    /// <summary>MILLISECONDS, the default, SECONDS, MICROSECONDS or NANOSECONDS.</summary>
    public string? TimeUnit { get; init; }

    /// <summary>The version, by which a later write wins; by default 1.</summary>
    public long? Version { get; init; }
}

/// <summary>What a record of Timestream is about.</summary>
public sealed record TimestreamDimension
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>VARCHAR, which is the default.</summary>
    public string? DimensionValueType { get; init; }
}

/// <summary>One of several values of a record of Timestream.</summary>
public sealed record MeasureValue
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>DOUBLE, BIGINT, VARCHAR, BOOLEAN or TIMESTAMP.</summary>
    public required string Type { get; init; }
}

/// <summary>Timestream's answer to WriteRecords.</summary>
public sealed record WriteRecordsResponse
{
    /// <summary>How many records were written, to memory, to the magnetic store, and altogether.</summary>
    public RecordsIngested? RecordsIngested { get; init; }
}

/// <summary>How many records were written.</summary>
public sealed record RecordsIngested
{
    /// <summary>Altogether.</summary>
    public int Total { get; init; }

    /// <summary>To memory.</summary>
    public int MemoryStore { get; init; }

    /// <summary>To the magnetic store.</summary>
    public int MagneticStore { get; init; }
}

/// <summary>A record that Timestream refused.</summary>
public sealed record RejectedRecord
{
    /// <summary>Its place in the request, counted from 0.</summary>
    public int RecordIndex { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The version that is there, where it is not older than the record's.</summary>
    public long? ExistingVersion { get; init; }
}

/// <summary>Timestream refused some records of a request, and has written the others. The message says which and why.</summary>
public sealed class RejectedRecordsException(
    string message,
    IReadOnlyList<RejectedRecord> rejectedRecords,
    Exception? innerException = null
)
    : ServiceException(
        "RejectedRecordsException",
        string.Join(
            "; ",
            [message, .. rejectedRecords.Select(record => $"record {record.RecordIndex}: {record.Reason}")]
        ),
        innerException
    )
{
    /// <summary>The records.</summary>
    public IReadOnlyList<RejectedRecord> RejectedRecords { get; } = rejectedRecords;
}
