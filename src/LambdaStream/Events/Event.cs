using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>An immutable event: what happened, as services tell it to each other.</summary>
/// <remarks>
/// An event that was read keeps its text. Its head is known from one pass over it, everything else is read when someone
/// asks, and what nobody touched is written back byte for byte, except that compressed values are written decompressed.
/// </remarks>
[DebuggerDisplay("{Type,nq} {Id,nq}")]
public sealed partial class Event
{
    private readonly EventText _text;
    private readonly (string Name, Json Value)[] _changes;
    private readonly ChangeImages? _images;

    private Event(EventText text, (string, Json)[] changes, ChangeImages? images)
    {
        _text = text;
        _changes = changes;
        _images = images;
    }

    /// <summary>An event without anything: what a unit of work has whose record holds none.</summary>
    public static Event None { get; } = new(EventText.None, [], null);

    /// <summary>The id, by which a consumer recognises a repeat; null where the event has none.</summary>
    public string? Id => field ??= Text("id");

    /// <summary>The type, such as <c>thing-created</c>; empty where the event has none.</summary>
    public string Type => field ??= Text("type", static type => type.GetName()) ?? "";

    /// <summary>When it happened, in milliseconds since 1970; null where the event does not say.</summary>
    public long? Timestamp => this["timestamp"].TryGetInt64(out var time) ? time : null;

    /// <summary>The key by which events are ordered, as a rule the id of the entity; null where the event has none.</summary>
    public string? PartitionKey => field ??= Text("partitionKey");

    /// <summary>Where it came from: account, region, stage, source, functionname, pipeline and the publisher's own.</summary>
    public Json Tags => this["tags"];

    /// <summary>The item after the change, of an event that tells a change of a table; null after a deletion.</summary>
    public Item? NewImage => Images?.New;

    /// <summary>The item before the change, of an event that tells a change of a table; null where there was none.</summary>
    public Item? OldImage => Images?.Old;

    /// <summary>Whether the event tells a change of a table: whether it has <c>raw</c> images.</summary>
    public bool IsChange => Images is not null;

    /// <summary>Whether there is nothing in the event.</summary>
    public bool IsEmpty => !HasDefinedChange() && !Members().MoveNext();

    /// <summary>The member of that name; undefined where it is missing.</summary>
    public Json this[string name] =>
        name is null ? throw new ArgumentNullException(nameof(name))
        : TryGetChange(name, out var value) ? value
        : name == "raw" && _images is not null ? _images.ToJson()
        : _text.Find(name);

    /// <summary>The value at a path of member names and array indexes, such as <c>thing.parts.0.id</c>; undefined where it leads nowhere.</summary>
    public Json At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot
            ? this[path[..dot]].At(path[(dot + 1)..])
            : this[path];
    }

    /// <summary>The member of that name, such as the entity, which must be there and not JSON null.</summary>
    /// <exception cref="InvalidOperationException">It is missing; the message names it and the event's type.</exception>
    public Json Require(string name) =>
        this[name] is { IsNullOrUndefined: false } member
            ? member
            : throw new InvalidOperationException($"The event '{Type}' has no '{name}'.");

    private ChangeImages? Images
    {
        get
        {
            if (_images is not null && !TryGetChange("raw", out _))
                return _images;
            return field ??= ChangeImages.From(this["raw"]);
        }
    }

    /// <summary>Starts an event of that type.</summary>
    /// <param name="type">The type, such as <c>thing-created</c>.</param>
    /// <param name="members">Its other members; those that are undefined are left out.</param>
    public static Event Of(string type, params ReadOnlySpan<(string Name, Json Value)> members) =>
        None.With("type", type).With(members);

    /// <summary>An event of these members, as a mapping gives to be laid over another one; undefined members are removed there.</summary>
    public static Event Of(params ReadOnlySpan<(string Name, Json Value)> members) => None.With(members);

    /// <summary>Reads an event from JSON text.</summary>
    /// <exception cref="JsonException">The text is no JSON object or deeper than 1,000 levels.</exception>
    public static Event Parse(string text) => Parse(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Reads an event from JSON text in UTF-8. The bytes are kept, so they must not change afterwards.</summary>
    /// <exception cref="JsonException">The text is no UTF-8, no JSON object or deeper than 1,000 levels.</exception>
    public static Event Parse(byte[] utf8) => From(new Json(utf8, 0, utf8.Length).Trimmed);

    /// <summary>Takes a JSON object as event.</summary>
    /// <exception cref="JsonException">The value is no object.</exception>
    public static Event From(Json json) => From(json, EventHead.Scan(json));

    internal static Event From(Json text, EventHead head) => new(new EventText.Read(text, head), [], null);

    internal static Event From(Json text, EventHead head, Json idIfMissing) =>
        new(new EventText.Read(text, head), head.Id(text).IsDefined ? [] : [("id", idIfMissing)], null);

    internal static Event From(ChangeImages images, params (string, Json)[] members) =>
        new(EventText.None, members, images);

    /// <summary>Takes a map that was stored in a table as event. It becomes text once someone asks for more than a member.</summary>
    internal static Event From(AttributeValue stored) => new(new EventText.Stored(stored), [], null);

    /// <summary>Reads a member into a type by its source-generated JSON form; the default where it is missing.</summary>
    /// <exception cref="JsonException">The member does not fit the type.</exception>
    public T? Get<T>(string name, JsonTypeInfo<T> type) => this[name].As(type);

    /// <summary>The text of a tag; null where it is missing.</summary>
    public string? Tag(string name) => Tags[name] is { Kind: JsonValueKind.String } tag ? tag.GetString() : null;

    /// <summary>The event with a member set; without it, if the value is undefined.</summary>
    public Event With(string name, Json value) => With([(name, value)]);

    /// <summary>The event with a member set from an object with its source-generated JSON form.</summary>
    public Event With<T>(string name, T value, JsonTypeInfo<T> type) => With(name, Json.From(value, type));

    /// <summary>The event with members set; without those whose value is undefined.</summary>
    public Event With(params ReadOnlySpan<(string Name, Json Value)> members)
    {
        var changes = new (string Name, Json Value)[members.Length + CountWithout(members)];
        var count = 0;
        foreach (var change in _changes)
        {
            if (!HasName(members, change.Name))
                changes[count++] = change;
        }
        for (var i = 0; i < members.Length; i++)
        {
            ArgumentException.ThrowIfNullOrEmpty(members[i].Name);
            // Of a name given twice the last counts.
            if (!HasName(members[(i + 1)..], members[i].Name))
                changes[count++] = members[i];
        }
        return new(_text, count == changes.Length ? changes : changes[..count], _images);
    }

    /// <summary>The event without a member. It stays away when the event is merged over another one.</summary>
    public Event Without(string name) => With(name, default);

    /// <summary>The event with other images of the change that it tells.</summary>
    internal Event With(ChangeImages images) =>
        _images is not null && !TryGetChange("raw", out _)
            ? new(_text, _changes, images)
            : With("raw", images.ToJson());

    /// <summary>This event with the members of another one laid over it, and without those that the other one lacks on purpose.</summary>
    public Event Merge(Event other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // What a mapping gives was mostly built, and has nothing but changes.
        if (ReferenceEquals(other._text, EventText.None) && other._images is null)
            return With(other._changes);
        var members = new List<(string, Json)>(_changes.Length + other._changes.Length);
        var own = other.Members();
        while (own.MoveNext())
            members.Add((own.Name, own.Value));
        foreach (var (name, value) in other._changes)
        {
            if (!value.IsDefined)
                members.Add((name, value));
        }
        return With(CollectionsMarshal.AsSpan(members));
    }

    /// <summary>Whether it was read with a member <c>s3</c>, as a claim check is.</summary>
    internal bool MayBeClaimCheck => _text.HasS3;

    /// <summary>Whether it has no members but these.</summary>
    internal bool HasOnly(params ReadOnlySpan<string> names)
    {
        var members = Members();
        while (members.MoveNext())
        {
            if (!names.Contains(members.Name))
                return false;
        }
        return true;
    }

    private EventMembers Members() => new(_text, _changes, _images);

    private string? Text(string name, Func<Json, string?>? read = null)
    {
        var value = this[name];
        return value.Kind switch
        {
            JsonValueKind.String => read is null ? value.GetString() : read(value),
            JsonValueKind.Number => value.ToString(),
            _ => null,
        };
    }

    private bool HasDefinedChange()
    {
        foreach (var (_, value) in _changes)
        {
            if (value.IsDefined)
                return true;
        }
        return false;
    }

    // How many changes stay where these come.
    private int CountWithout(ReadOnlySpan<(string Name, Json Value)> members)
    {
        var count = 0;
        foreach (var change in _changes)
        {
            if (!HasName(members, change.Name))
                count++;
        }
        return count;
    }

    private static bool HasName(ReadOnlySpan<(string Name, Json Value)> members, string name)
    {
        foreach (var member in members)
        {
            if (member.Name == name)
                return true;
        }
        return false;
    }

    private bool TryGetChange(string name, out Json value)
    {
        foreach (var change in _changes)
        {
            if (change.Name == name)
            {
                value = change.Value;
                return true;
            }
        }
        value = default;
        return false;
    }
}
