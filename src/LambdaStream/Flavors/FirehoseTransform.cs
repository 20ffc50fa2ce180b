using System.Globalization;

namespace LambdaStream;

/// <summary>Transforms events that Firehose is to deliver, behind <see cref="From.Firehose"/>.</summary>
/// <remarks>
/// The Node library's flavor <c>firehoseTransform</c>. Without <see cref="Metadata"/> a record's partition keys are the
/// table and the year, month, day, hour and minute of its event, in UTC.
/// </remarks>
public sealed class FirehoseTransform : Rule
{
    /// <summary>Gives what is delivered; without a value the record is dropped.</summary>
    public Func<UnitOfWork, Json>? Transform { get; init; }

    /// <summary>The asynchronous form of <see cref="Transform"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<Json>>? TransformAsync { get; init; }

    /// <summary>Gives the metadata of a record; by default its partition keys.</summary>
    public Func<UnitOfWork, Json>? Metadata { get; init; }

    /// <summary>The partition key <c>table</c>; by default none.</summary>
    public string? TableName { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units)
    {
        units = units.OnContentOf(this);
        return Transform is { } transform
            ? units.Map(uow => Transformed(uow, transform(uow)))
            : units.Map(async (uow, token) => Transformed(uow, await TransformAsync!(uow, token)));
    }

    /// <inheritdoc/>
    protected internal override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEncrypting(TransformAsync, nameof(TransformAsync));
        check.RequireForm(Transform, TransformAsync, nameof(Transform));
    }

    private UnitOfWork Transformed(UnitOfWork uow, Json data) =>
        data.IsDefined
            ? uow.With(Slots.Result, FirehoseResult.Ok)
                .With(Slots.Data, data.ToUtf8())
                .With(Slots.Metadata, Metadata is { } metadata ? metadata(uow) : PartitionKeys(uow))
            : uow;

    private Json PartitionKeys(UnitOfWork uow)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(
            uow.Event.Timestamp
                ?? throw new InvalidOperationException(
                    "The event has no timestamp to take its partition keys from. Set Metadata."
                )
        );
        Json Part(string format) => time.ToString(format, CultureInfo.InvariantCulture);
        return Json.ObjectOf(
            (
                "partitionKeys",
                Json.ObjectOf(
                    ("table", TableName),
                    ("year", Part("yyyy")),
                    ("month", Part("MM")),
                    ("day", Part("dd")),
                    ("hour", Part("HH")),
                    ("minute", Part("mm"))
                )
            )
        );
    }
}
