using System.Globalization;
using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Sources;

namespace LambdaStream;

/// <summary>One change from the stream of a table, with the rules by which it is an event or none.</summary>
internal readonly struct DynamoDbChange
{
    // The attribute in which a global table says who wrote an item: of version 2, which services keep themselves, and 1.
    private const string Version2Region = "awsregion";
    private const string Version1Region = "aws:rep:updateregion";

    private readonly Json _userIdentity;
    private readonly Json _id;
    private readonly Item _keys;
    private readonly Item? _new;
    private readonly Item? _old;
    private readonly string _suffix;
    private readonly Json _approximateTime;
    private readonly decimal _ticksPerSecond;
    private readonly DynamoDbSourceOptions _options;

    /// <exception cref="JsonException">The record is of another form.</exception>
    /// <param name="record">The record.</param>
    /// <param name="options">How changes are read.</param>
    public DynamoDbChange(in ChangeRecord record, DynamoDbSourceOptions options)
    {
        if (!record.HasChange)
            throw new JsonException("The DynamoDB record has no object in dynamodb.");
        _options = options;
        (_id, _userIdentity) = (record.EventId, record.UserIdentity);
        (_keys, _new, _old) = (record.Keys.Item ?? Item.Empty, record.New.Item, record.Old.Item);
        if (record.Time.Kind is JsonValueKind.Number)
            (_approximateTime, _ticksPerSecond) = (record.Time, TicksPerSecond(record.TimePrecision));
        _suffix = Suffix(record.EventName);
    }

    /// <summary>The type of the event. Asked for only where the change is wanted: a replica may well lack what it is made of.</summary>
    public string Type() => $"{Prefix()}-{SoftSuffix(_suffix)}";

    private bool IsRemove => _suffix is "deleted";

    private Item? Image => _new ?? _old;

    public bool IsWanted(string? region) =>
        !IsReplica(region) && !IsGlobalTableExtra() && !(_options.IgnoreTtlExpiredEvents && IsTtlExpired());

    /// <summary>The event that tells the change.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="tags">Its tags, which tell the record's region.</param>
    public Event ToEvent(string type, Json tags) =>
        Event.From(
            new ChangeImages(_new, _old),
            ("id", _id),
            ("type", type),
            ("partitionKey", PartitionKey()),
            ("timestamp", Timestamp()),
            ("tags", tags)
        );

    // A table's own stream tells seconds; what comes by way of Kinesis says what it counts.
    private static decimal TicksPerSecond(Json precision) =>
        precision switch
        {
            { IsDefined: false } => 1,
            _ when precision.IsString("MILLISECOND") => 1_000,
            _ when precision.IsString("MICROSECOND") => 1_000_000,
            _ => throw new JsonException(
                $"The ApproximateCreationDateTimePrecision {precision} is neither MILLISECOND nor MICROSECOND."
            ),
        };

    private string Prefix()
    {
        if (_options.EventTypePrefix is { Length: > 0 } prefix)
            return prefix;
        // Without images, as from a KEYS_ONLY stream, the range key still says what kind of item it is.
        var kind =
            Text(Image?[_options.Discriminator]) ?? Text(Image?[_options.RangeKey]) ?? Text(_keys[_options.RangeKey]);
        return kind is null
            ? throw new JsonException(
                $"The changed item has neither '{_options.Discriminator}' nor '{_options.RangeKey}', so its event has no type. "
                    + $"Set {nameof(DynamoDbSourceOptions)}.{nameof(DynamoDbSourceOptions.EventTypePrefix)}."
            )
#pragma warning disable CA1308 // Event types are lower case on the wire.
            : kind.ToLowerInvariant();
#pragma warning restore CA1308
    }

    private static string Suffix(Json eventName) =>
        eventName.Kind is not JsonValueKind.String ? throw new JsonException("The DynamoDB record has no eventName.")
        : eventName.IsString("INSERT") ? "created"
        : eventName.IsString("MODIFY") ? "updated"
        : eventName.IsString("REMOVE") ? "deleted"
        : throw new JsonException($"The eventName '{eventName.GetString()}' is none of INSERT, MODIFY and REMOVE.");

    private string SoftSuffix(string suffix) =>
        IsRemove ? suffix
        : IsDeleted(_new) ? "deleted"
        : IsDeleted(_old) ? "undeleted"
        : suffix;

    private static bool IsDeleted(Item? image) =>
        image?["deleted"] is { Type: AttributeType.Boolean } deleted && deleted.GetBoolean();

    private bool IsReplica(string? region)
    {
        if (!_options.IgnoreReplicas)
            return false;
        var writer = Text(Image?[Version2Region]) ?? Text(Image?[Version1Region]);
        return writer is not null && writer != region;
    }

    // Version 1 writes the region with a second change of its own, of which nothing else tells.
    private bool IsGlobalTableExtra() =>
        _new is not null
        && _old is not null
        && (
            Has(_new, Version2Region) && !Has(_old, Version2Region) && !Has(_old, Version1Region)
            || Has(_new, Version1Region) && !Has(_old, Version1Region)
        );

    private bool IsTtlExpired()
    {
        if (!IsRemove)
            return false;
        if (!_userIdentity.IsNullOrUndefined)
            return _userIdentity["type"].IsString("Service")
                && _userIdentity["principalId"].IsString("dynamodb.amazonaws.com");
        return _old?["ttl"] is { Type: AttributeType.Number } ttl
            && ttl.TryGetInt64(out var expiry)
            && expiry <= ApproximateTime();
    }

    private Json PartitionKey()
    {
        var key = _keys[_options.HashKey];
        return key.Type switch
        {
            AttributeType.Text => key.ToJson(),
            AttributeType.Number => key.GetNumber(),
            AttributeType.Binary => Convert.ToBase64String(key.GetBinary().Span),
            _ => throw new JsonException($"The changed item has no key '{_options.HashKey}'."),
        };
    }

    private Json Timestamp()
    {
        if (!_options.PreferApproximateTimestamp && _new?["timestamp"] is { Type: AttributeType.Number } timestamp)
        {
            var own = TimeOf(timestamp.ToJson());
            if (own.IsDefined)
                return own;
        }
        return ApproximateTime() is { } time ? (long)(time * 1000) : default(Json);
    }

    // In seconds.
    private decimal? ApproximateTime() =>
        _approximateTime.IsDefined ? _approximateTime.GetDecimal() / _ticksPerSecond : null;

    // Whole milliseconds, which mostly stay the text that they are; no value for 0 and what is no number.
    private static Json TimeOf(Json number)
    {
        if (
            number.Raw is [>= (byte)'1' and <= (byte)'9', ..]
            && !number.Raw.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        )
            return number;
        return decimal.TryParse(number.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && time != 0
            ? (long)time
            : default(Json);
    }

    private static bool Has(Item image, string name) => image[name].IsDefined;

    private static string? Text(AttributeValue? value) =>
        value is { Type: AttributeType.Text } text && text.GetText() is { Length: > 0 } known ? known : null;
}
