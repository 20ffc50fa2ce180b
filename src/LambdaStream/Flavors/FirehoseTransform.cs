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

    /// <summary>The asynchronous form of <see cref="Metadata"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<Json>>? MetadataAsync { get; init; }

    /// <summary>The partition key <c>table</c>; by default none.</summary>
    public string? TableName { get; init; }

    /// <summary>Asynchronous functions in flight; by default <see cref="StreamOptions.Parallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units)
    {
        units = units.OnContentOf(this);
        return TransformAsync is null && MetadataAsync is null
            ? units.Map(uow =>
                Transform!(uow) is { IsDefined: true } data ? Delivered(uow, data, MetadataOf(uow)) : uow
            )
            : units.Parallel(Parallel, TransformedAsync);
    }

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEncrypting(TransformAsync, nameof(TransformAsync));
        check.RequireForm(Transform, TransformAsync, nameof(Transform));
        check.RequireOneForm(Metadata, MetadataAsync, nameof(Metadata));
        check.RequireParallel(Parallel);
    }

    private async ValueTask<UnitOfWork?> TransformedAsync(UnitOfWork uow, CancellationToken cancellationToken)
    {
        var data = TransformAsync is null ? Transform!(uow) : await TransformAsync(uow, cancellationToken);
        return data.IsDefined
            ? Delivered(
                uow,
                data,
                MetadataAsync is null ? MetadataOf(uow) : await MetadataAsync(uow, cancellationToken)
            )
            : uow;
    }

    private static UnitOfWork Delivered(UnitOfWork uow, Json data, Json metadata) =>
        uow.With(Slots.Result, FirehoseResult.Ok).With(Slots.Data, data.ToUtf8()).With(Slots.Metadata, metadata);

    private Json MetadataOf(UnitOfWork uow) => Metadata is { } metadata ? metadata(uow) : PartitionKeys(uow);

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
