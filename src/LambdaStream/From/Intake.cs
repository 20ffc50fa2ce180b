using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using LambdaStream.Compression;
using LambdaStream.Connectors;
using LambdaStream.Filters;

namespace LambdaStream.Sources;

/// <summary>Takes the records of one payload in: routes each by its type and makes units of work of what is wanted.</summary>
internal sealed class Intake(Invocation invocation, Router router, IReceiver receiver)
{
    private readonly Slab _slab = new(invocation.Shapes);
    private readonly Scope _scope = new(invocation, "");
    private Json _eventSource;
    private Json _tagsOfRegion;
    private Json _region;

    // The record of which several units are being read, and whether any of them is wanted.
    private int? _whole;
    private bool _isWholeWanted;
    private bool _hasEndOfWindow;

    /// <summary>The number of records so far.</summary>
    public int Count { get; private set; }

    /// <summary>The number of records, without the end of a window, which counts as one only until it is done.</summary>
    public int RecordCount => Count - (_hasEndOfWindow ? 1 : 0);

    /// <summary>The number of records that no pipeline wanted.</summary>
    public int UnwantedCount { get; private set; }

    /// <summary>The shapes of the items that were read before.</summary>
    public Shapes Shapes => field ??= invocation.Shapes ?? new();

    public string? Region => invocation.Options.Region;

    /// <summary>Lambda's id of the call.</summary>
    public string RequestId => invocation.RequestId;

    /// <summary>What the source leaves on each of its units; by default nothing.</summary>
    public Func<UnitOfWork, UnitOfWork>? Adorn { get; set; }

    /// <summary>The partition whose records are read, in which their order must hold; by default none.</summary>
    public Json Partition { get; set; }

    /// <summary>What the payload says of its tumbling window; null where it is of none.</summary>
    public WindowMembers? Window { get; set; }

    /// <summary>Sees to it that all records of the payload are of one source.</summary>
    /// <exception cref="InvalidPayloadException">They are not.</exception>
    public void OneSource(Json eventSource)
    {
        if (eventSource.Kind is not JsonValueKind.String || eventSource.Raw.SequenceEqual(_eventSource.Raw))
            return;
        if (_eventSource.IsDefined)
            throw new InvalidPayloadException(
                $"The payload mixes records of {_eventSource.GetString()} with one of {eventSource.GetString()}, at place {Count}. Lambda delivers those of one source at a time."
            );
        _eventSource = eventSource;
    }

    /// <summary>Tags that tell a region, which is mostly that of the record before.</summary>
    public Json RegionTags(Json region)
    {
        if (!_tagsOfRegion.IsDefined || !region.Raw.SequenceEqual(_region.Raw))
            (_region, _tagsOfRegion) = (region, Json.ObjectOf(("region", region)));
        return _tagsOfRegion;
    }

    /// <summary>A record that a rule of its source drops.</summary>
    public void Unwanted()
    {
        if (_whole is not null)
            return;
        Count++;
        UnwantedCount++;
    }

    /// <summary>A record whose event is base64 of JSON text.</summary>
    public void Base64Event(in RecordHead head, Json base64)
    {
        var text = Base64Text(base64);
        var room = _slab.Reserve(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        var status = Base64.DecodeFromUtf8(text, room, out _, out var length);
        if (status is not OperationStatus.Done)
        {
            Unreadable(head, null, new JsonException("The record's data is no valid base64."));
            return;
        }
        var json = _slab.Piece(length);
        // What nobody wants gives its room to the next record.
        if (Event(head, json, dropSkipped: true))
            _slab.Keep(length);
    }

    /// <summary>What stands in a record as base64; null, and a fault of the record, where it is none.</summary>
    public byte[]? Base64Bytes(in RecordHead head, Json base64)
    {
        var text = Base64Text(base64);
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, bytes, out _, out var length) is OperationStatus.Done)
            return bytes[..length];
        Unreadable(head, null, new JsonException("The record's data is no valid base64."));
        return null;
    }

    /// <summary>A record without an event, for the pipelines that do not ask for a type.</summary>
    public void Raw(in RecordHead head) => Several(head, [head.Json]);

    /// <summary>A record that holds several without events: a unit for each. It is done when all of them are.</summary>
    /// <param name="head">The record.</param>
    /// <param name="records">What it holds.</param>
    /// <param name="awaitsEvent">Whether the source's head still finds the events, so that their types are not known yet.</param>
    public void Several(in RecordHead head, IReadOnlyList<Json> records, bool awaitsEvent = false)
    {
        var route = router.Find("");
        if (records.Count == 0 || route.IsUnwanted && !awaitsEvent)
        {
            Unwanted();
            return;
        }
        var index = Count++;
        foreach (var json in records)
        {
            Receive(
                new(index, json, head.Id, head.Identifier, head.Group),
                LambdaStream.Event.None,
                route,
                isPart: records.Count > 1
            );
        }
    }

    /// <summary>A record that holds several with events, which the function takes one by one. It is done when all of them are.</summary>
    public void Parts(Action take)
    {
        (_whole, _isWholeWanted) = (Count++, false);
        take();
        _whole = null;
        if (!_isWholeWanted)
            UnwantedCount++;
    }

    /// <summary>The end of a window, which must be done like a record. No answer can name it, so with it the invocation fails.</summary>
    public void EndOfWindow(Json window)
    {
        _hasEndOfWindow = true;
        Receive(
            new(Count++, window, default, default) { IsEndOfWindow = true },
            LambdaStream.Event.None,
            new([], []),
            isPart: false
        );
    }

    /// <summary>A record whose event is JSON text in a string.</summary>
    public void TextEvent(in RecordHead head, Json text)
    {
        var content = text.Inflated.Raw[1..^1];
        var length = JsonString.Unescape(content, _slab.Reserve(content.Length));
        if (Event(head, _slab.Piece(length), dropSkipped: true))
            _slab.Keep(length);
    }

    /// <summary>A record whose event is JSON.</summary>
    /// <param name="head">The record.</param>
    /// <param name="json">The event.</param>
    /// <param name="dropSkipped">Whether an event with the tag <c>skip</c> is dropped.</param>
    /// <returns>Whether the text is kept.</returns>
    public bool Event(in RecordHead head, Json json, bool dropSkipped = false)
    {
        json = json.Trimmed;
        Event @event;
        Route route;
        try
        {
            var scanned = EventHead.Scan(json);
            var isCloudEvent = invocation.Options.ReadsCloudEvents && CloudEvent.Is(json, scanned);
            if (isCloudEvent)
                CloudEvent.Check(json);
            route = router.Find(scanned.RawType(json.Raw));
            if (route.IsUnwanted || dropSkipped && !isCloudEvent && IsSkipped(scanned.Tags(json)))
            {
                Unwanted();
                return false;
            }
            DecompressedSize.Check(json.Raw, invocation.Options.MaxDecompressedSize);
            @event = isCloudEvent ? CloudEvent.Read(json) : LambdaStream.Event.From(json, scanned, head.Id);
            if (dropSkipped && isCloudEvent && IsSkipped(@event.Tags))
            {
                Unwanted();
                return false;
            }
        }
        // A compressed value may turn out to be without end.
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            Unreadable(head, Encoding.UTF8.GetString(json.Raw), error);
            return true;
        }
        Receive(Take(head), @event, route);
        return true;
    }

    /// <summary>Who wants a record with an event of that type; null, and the record is done, where nobody does.</summary>
    public Route? RouteOf(string type)
    {
        var route = router.Find(type);
        if (!route.IsUnwanted)
            return route;
        Unwanted();
        return null;
    }

    /// <summary>A record whose event was made of its parts, since somebody wants its type.</summary>
    public void Event(in RecordHead head, Event @event, Route route) => Receive(Take(head), @event, route);

    /// <summary>A record that cannot be read: a fault that keeps it.</summary>
    /// <param name="head">The record.</param>
    /// <param name="text">What should have been an event, where there is text at all.</param>
    /// <param name="error">What is wrong with it.</param>
    public void Unreadable(in RecordHead head, string? text, Exception error)
    {
        var uow = new UnitOfWork(_scope, Take(head), LambdaStream.Event.None);
        if (text is not null)
            uow = uow.With(Slots.UnreadableEvent, text);
        receiver.Reject(uow, error);
    }

    private void Receive(Record record, Event @event, Route route) =>
        Receive(record, @event, route, isPart: _whole is not null);

    private void Receive(Record record, Event @event, Route route, bool isPart)
    {
        UnitOfWork uow;
        try
        {
            uow = Unit(record, @event);
        }
        catch (Exception error)
        {
            receiver.Reject(new UnitOfWork(_scope, record, @event), error);
            return;
        }
        receiver.Receive(isPart ? uow.AsPart() : uow, route);
    }

    private UnitOfWork Unit(Record record, Event @event)
    {
        var uow = new UnitOfWork(_scope, record, @event);
        return Adorn is { } adorn ? adorn(uow) : uow;
    }

    // A string of base64 needs no escapes, but a slash may have one.
    private static ReadOnlySpan<byte> Base64Text(Json base64)
    {
        var text = base64.Raw[1..^1];
        return text.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(base64.GetString()!) : text;
    }

    private Record Take(in RecordHead head)
    {
        _isWholeWanted = true;
        return new(_whole ?? Count++, head.Json, head.Id, head.Identifier, head.Group);
    }

    // What JavaScript takes for true.
    private static bool IsSkipped(Json tags) =>
        tags.IsDefined
        && tags["skip"] is { IsDefined: true } skip
        && skip.Kind switch
        {
            JsonValueKind.Null or JsonValueKind.False => false,
            JsonValueKind.String => skip.GetString() is not "",
            JsonValueKind.Number => skip.GetDouble() != 0,
            _ => true,
        };

    /// <summary>Room for decoded records, in pieces that the garbage collector frees when no unit is left that reads them.</summary>
    private sealed class Slab(Shapes? shapes)
    {
        // Below the size from which .NET puts arrays on the large object heap.
        private const int Size = 64 * 1024;

        private JsonBuffer _buffer = new([]);
        private int _used;

        public Span<byte> Reserve(int length)
        {
            if (_buffer.Bytes.Length - _used < length)
            {
                var bytes = GC.AllocateUninitializedArray<byte>(Math.Max(Size, length));
                _buffer = new(bytes, mayBeCompressed: true, shapes);
                _used = 0;
            }
            return _buffer.Bytes.AsSpan(_used);
        }

        public Json Piece(int length) => new(_buffer, _used, length);

        public void Keep(int length) => _used += length;
    }
}
