using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Templates;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>The members of a unit of work beside record, event and batch: the library's slots, and the vector's own.</summary>
internal sealed class UnitSlots
{
    private static readonly DynamoDbForms Plain = new(DynamoValues.ToNode);

    private readonly Dictionary<string, Binding> _known;

    // Of each of the library's slots, what binds another slot of the kind.
    private readonly Dictionary<Slot, Func<Slot, Binding>> _kinds = [];
    private readonly Dictionary<Slot, Func<UnitOfWork, UnitOfWork>> _clear = [];
    private readonly Dictionary<string, List<Slot>> _named = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Slot<Event>> _events = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Slot<Json>> _own = new(StringComparer.Ordinal);

    public UnitSlots(RequestForms forms, MessageRequests messages, ControlRequests controls)
    {
        _events[Slots.Emit.Name] = Slots.Emit;
        _own[Slots.Split.Name] = Slots.Split;
        _known = new(StringComparer.Ordinal)
        {
            ["updateRequest"] = Bind(Slots.UpdateRequest, Plain.Of, forms.UpdateItem),
            ["fallbackUpdateRequest"] = Bind(Slots.FallbackUpdateRequest, Plain.Of, forms.UpdateItem),
            ["updateResponse"] = Bind(Slots.UpdateResponse, response => Attributes(response.Attributes)),
            // An item for a table, or an object for a bucket.
            ["putRequest"] = Bind(Slots.PutRequest, Plain.Of, forms.PutItem)
                .Or(
                    Bind(Slots.S3PutRequest, ObjectForms.Of, forms.PutObject),
                    value => value is JsonObject members && !members.ContainsKey("Item")
                ),
            ["putResponse"] = Bind(Slots.PutResponse, item => Attributes(item.Attributes))
                .Or(Bind(Slots.S3PutResponse, ObjectForms.Of)),
            ["queryRequest"] = Bind(Slots.QueryRequest, Plain.Of, forms.Query),
            // All items that a query found, or one of them or a part of something else after a splitting.
            ["queryResponse"] = new Binding(
                uow =>
                    _own.TryGetValue("queryResponse", out var part) && uow.Has(part)
                        ? ApiJson.From(uow.Get(part))
                        : Value.Nothing,
                (uow, value) => uow.With(Own("queryResponse"), ApiJson.ToJson(DynamoSet.ToArrays(value)))
            )
                .Or(Bind(Slots.QueryItem, DynamoValues.ToNode))
                .Or(Bind(Slots.QueryResponse, DynamoValues.ToNode)),
            ["scanRequest"] = Bind(Slots.ScanRequest, Plain.Of, forms.Scan),
            ["scanResponse"] = Bind(Slots.ScanResponse, Page),
            ["querySplitRequest"] = Bind(Slots.QuerySplitRequest, Plain.Of, forms.Query),
            ["querySplitResponse"] = Bind(Slots.QuerySplitResponse, Page),
            ["cursorUpdateRequest"] = Bind(Slots.CursorUpdateRequest, Plain.Of, forms.UpdateItem),
            ["meta"] = Bind(Slots.Meta, row => ApiJson.From(row.ToJson()), null),
            ["key"] = Bind(Slots.Key, key => JsonValue.Create(key), value => value?.ToString()),
            ["correlated"] = Bind(Slots.Correlated, EventList),
            ["triggers"] = Bind(Slots.Triggers, EventList),
            ["batchGetRequest"] = Bind(Slots.BatchGetRequest, Plain.Of, forms.BatchGetItem),
            ["batchGetResponse"] = Bind(Slots.BatchGetResponse, Responses),
            ["recordId"] = Bind(Slots.RecordId, id => JsonValue.Create(id), node => node?.ToString()),
            ["result"] = Bind(Slots.Result, result => JsonValue.Create(result), node => node?.ToString()),
            ["data"] = Bind(Slots.Data, data => JsonValue.Create(Convert.ToBase64String(data.Span))),
            ["metadata"] = Bind(Slots.Metadata, ApiJson.From, ApiJson.ToJson),
            ["getRequest"] = Bind(Slots.S3GetRequest, ObjectForms.Of, forms.GetObject),
            ["getResponse"] = Bind(Slots.S3Line, line => JsonValue.Create(line))
                .Or(Bind(Slots.S3GetResponse, ObjectForms.Of)),
            ["headRequest"] = Bind(Slots.S3HeadRequest, ObjectForms.Of, forms.HeadObject),
            ["headResponse"] = Bind(Slots.S3HeadResponse, ObjectForms.Of),
            ["listRequest"] = Bind(Slots.S3ListRequest, ObjectForms.Of, forms.ListObjects),
            ["listResponse"] = Bind(Slots.S3ListResponse, ObjectForms.Of),
            ["copyRequest"] = Bind(Slots.S3CopyRequest, ObjectForms.Of, forms.CopyObject),
            ["copyResponse"] = Bind(Slots.S3CopyResponse, ObjectForms.Of),
            ["deleteRequest"] = Bind(Slots.S3DeleteRequest, ObjectForms.Of, forms.DeleteObject),
            ["deleteResponse"] = Bind(Slots.S3DeleteResponse, ObjectForms.Of),
            // Which of both it is, is known to the sink that takes it.
            ["message"] = Bind(Slots.SqsMessage, MessageForms.Of, messages.Sqs)
                .Or(
                    Bind(Slots.SnsMessage, MessageForms.Of, messages.Sns),
                    value => value is JsonObject members && !members.ContainsKey("MessageBody")
                ),
            ["invokeRequest"] = Bind(Slots.InvokeRequest, request => Invoke(request), controls.Invoke),
            ["invokeResponse"] = Bind(Slots.InvokeResponse, InvokeResponse),
            ["scheduleRequest"] = Bind(Slots.ScheduleRequest, ScheduleForms.Of, controls.Schedule),
            ["scheduleResponse"] = Bind(
                Slots.ScheduleResponse,
                response => ApiJson.Input(("ScheduleArn", response.ScheduleArn))
            ),
            ["publishRequestEntry"] = Bind(Slots.PublishRequestEntry, EventBridgePort.Of),
            ["publishRequest"] = Bind(
                Slots.PublishRequest,
                request => new JsonObject { ["Entries"] = ApiJson.List(request.Entries, EventBridgePort.Of) }
            ),
            ["writeRequest"] = Bind(Slots.WriteRequest, TimestreamPort.Of, controls.Write),
            ["writeResponse"] = Bind(Slots.WriteResponse, Written),
            ["splitOnTotal"] = Bind(Slots.SplitOnTotal, total => JsonValue.Create(total)),
            ["splitOnItemNumber"] = Bind(Slots.SplitOnItemNumber, number => JsonValue.Create(number)),
        };
    }

    /// <summary>The slot of that name for events.</summary>
    public Slot<Event> Event(string name) =>
        _events.GetOrAdd(name, static name => new(name, @event => @event.ToJson()));

    /// <summary>A slot of the vector's own.</summary>
    public Slot<Json> Own(string name) => _own.GetOrAdd(name, static name => new(name, value => value));

    public Value Read(UnitOfWork uow, string name)
    {
        if (_known.TryGetValue(name, out var known))
            return known.Read(uow);
        if (_events.TryGetValue(name, out var events))
            return uow.Get(events) is { } @event ? ApiJson.From(@event.ToJson()) : Value.Nothing;
        return _own.TryGetValue(name, out var own) && uow.Get(own) is { IsDefined: true } value
            ? ApiJson.From(value)
            : Value.Nothing;
    }

    public UnitOfWork Write(UnitOfWork uow, string name, JsonNode? value)
    {
        if (_known.TryGetValue(name, out var known))
            return known.Write(uow, value);
        if (_events.TryGetValue(name, out var events))
            return uow.With(events, Events.Of(value));
        return uow.With(Own(name), ApiJson.ToJson(DynamoSet.ToArrays(value)));
    }

    /// <summary>The unit without a member.</summary>
    /// <exception cref="NotSupportedException">It is a part of a member: values of the library's own types have no parts to leave out.</exception>
    public UnitOfWork Without(UnitOfWork uow, string name)
    {
        if (name.Contains('.', StringComparison.Ordinal))
            throw new NotSupportedException($"splitOnOmitFields names {name}.");
        foreach (var slot in _named.TryGetValue(name, out var slots) ? slots : [])
            uow = _clear[slot](uow);
        if (_events.TryGetValue(name, out var events))
            uow = uow.With(events, null);
        return _own.TryGetValue(name, out var own) ? uow.With(own, default) : uow;
    }

    /// <summary>The members of a unit that stands in a batch.</summary>
    public IEnumerable<KeyValuePair<string, Value>> All(UnitOfWork uow) =>
        _known
            .Keys.Concat(_events.Keys)
            .Concat(_own.Keys)
            .Select(name => KeyValuePair.Create(name, Read(uow, name)))
            .Where(member => !member.Value.IsNothing);

    /// <summary>The slot of that kind that a vector gives a name of its own; without one, the library's.</summary>
    public Slot<T> Named<T>(Slot<T> slot, string? name)
        where T : notnull
    {
        if (name is null || name == slot.Name)
            return slot;
        var others = _named.TryGetValue(name, out var found) ? found : _named[name] = [];
        if (others.OfType<Slot<T>>().FirstOrDefault() is { } known)
            return known;
        var named = slot.Named(name);
        others.Add(named);
        _clear[named] = uow => uow.With(named, default);
        var binding = _kinds[slot](named);
        _known[name] = _known.TryGetValue(name, out var before) ? before.Or(binding) : binding;
        return named;
    }

    /// <summary>Lets templates see what is known under one name under another one too.</summary>
    public void Alias(string name, string? alias)
    {
        if (alias is not null && alias != name)
            _known[alias] = _known[name];
    }

    private Binding Bind<T>(Slot<T> slot, Func<T, JsonNode?> read, Func<JsonNode?, T?>? write = null)
        where T : notnull
    {
        _kinds[slot] = other => Of((Slot<T>)other, read, write);
        _clear[slot] = uow => uow.With(slot, default);
        (_named.TryGetValue(slot.Name, out var slots) ? slots : _named[slot.Name] = []).Add(slot);
        return Of(slot, read, write);
    }

    private static Binding Of<T>(Slot<T> slot, Func<T, JsonNode?> read, Func<JsonNode?, T?>? write)
        where T : notnull =>
        new(
            uow => uow.Has(slot) ? read(uow.Get(slot)!) : Value.Nothing,
            (uow, value) =>
                write is null
                    ? throw new NotSupportedException($"A vector cannot set {slot.Name}.")
                    : uow.With(slot, write(value))
        );

    private static JsonObject Page(PageItem page)
    {
        var node = new JsonObject { ["Item"] = DynamoValues.ToNode(page.Item) };
        if (page.LastEvaluatedKey is { } last)
            node["LastEvaluatedKey"] = DynamoValues.ToNode(last);
        return node;
    }

    private static JsonArray EventList(IReadOnlyList<Event> events) =>
        new([.. events.Select(one => ApiJson.From(one.ToJson()))]);

    private static JsonObject Attributes(Item? item) =>
        item is null ? [] : new() { ["Attributes"] = DynamoValues.ToNode(item) };

    private static JsonObject Invoke(InvokeRequest request) =>
        ApiJson.Input(
            ("FunctionName", request.FunctionName),
            ("InvocationType", request.InvocationType?.ToString()),
            ("Payload", Encoding.UTF8.GetString(request.Payload.Span))
        );

    private static JsonObject InvokeResponse(InvokeResponse response) =>
        ApiJson.Input(
            ("StatusCode", response.StatusCode),
            ("FunctionError", response.FunctionError),
            ("Payload", Encoding.UTF8.GetString(response.Payload.Span))
        );

    private static JsonObject Written(WriteRecordsResponse response) =>
        response.RecordsIngested is { } ingested
            ? new() { ["RecordsIngested"] = new JsonObject { ["Total"] = ingested.Total } }
            : [];

    private static JsonObject Responses(BatchGetItemResponse response)
    {
        var tables = new JsonObject();
        foreach (var (table, items) in response.Responses)
            tables[table] = DynamoValues.ToNode(items);
        return new() { ["Responses"] = tables };
    }

    private sealed record Binding(Func<UnitOfWork, Value> Read, Func<UnitOfWork, JsonNode?, UnitOfWork> Write)
    {
        /// <summary>What either of two slots of one name has; what is written goes to the one that takes it.</summary>
        public Binding Or(Binding other, Func<JsonNode?, bool>? isForOther = null) =>
            new(
                uow => Read(uow) is { IsNothing: false } value ? value : other.Read(uow),
                (uow, value) => (isForOther?.Invoke(value) is true ? other : this).Write(uow, value)
            );
    }
}
