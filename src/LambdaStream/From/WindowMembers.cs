using System.Globalization;
using System.Text.Json;

namespace LambdaStream.Sources;

/// <summary>What a payload says of its tumbling window, beside its records.</summary>
internal sealed class WindowMembers
{
    private const string Window = "window";
    private const string StateMember = "state";
    private const string ShardId = "shardId";
    private const string EventSourceArn = "eventSourceARN";
    private const string IsFinalMember = "isFinalInvokeForWindow";
    private const string IsTerminatedEarly = "isWindowTerminatedEarly";

    private readonly Dictionary<string, Json> _members = [];

    /// <summary>Whether the payload is of a window.</summary>
    public bool IsWindowed => _members.ContainsKey(Window);

    /// <summary>The state as it came; an empty object where there is none yet.</summary>
    public Json State => Of(StateMember) is { IsNullOrUndefined: false } state ? state : Json.EmptyObject;

    /// <summary>Whether the window ends with this invocation.</summary>
    public bool IsFinal => IsTrue(IsFinalMember) || IsTrue(IsTerminatedEarly);

    /// <summary>The members, by which a fault of the window's end tells of it.</summary>
    public Json Json => Json.ObjectOf([.. _members.Select(member => (member.Key, member.Value))]);

    /// <summary>The member that a scanner is at; null where it is of no window.</summary>
    public static string? Find(in JsonScanner scanner) =>
        scanner.NameIs("window"u8) ? Window
        : scanner.NameIs("state"u8) ? StateMember
        : scanner.NameIs("shardId"u8) ? ShardId
        : scanner.NameIs("eventSourceARN"u8) ? EventSourceArn
        : scanner.NameIs("isFinalInvokeForWindow"u8) ? IsFinalMember
        : scanner.NameIs("isWindowTerminatedEarly"u8) ? IsTerminatedEarly
        : null;

    public void Set(string name, Json value) => _members[name] = value;

    /// <exception cref="InvalidPayloadException">The window has no start and end.</exception>
    public TumblingWindow ToWindow() =>
        new()
        {
            Start = TimeOf("start"),
            End = TimeOf("end"),
            ShardId = TextOf(ShardId),
            EventSourceArn = TextOf(EventSourceArn),
            IsFinal = IsFinal,
            IsTerminatedEarly = IsTrue(IsTerminatedEarly),
        };

    private DateTimeOffset TimeOf(string name) =>
        Of(Window)[name] is { Kind: JsonValueKind.String } text
        && DateTimeOffset.TryParse(
            text.GetString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw new InvalidPayloadException($"The window of the payload has no time in {name}: {Of(Window)}.");

    private string? TextOf(string name) => Of(name) is { Kind: JsonValueKind.String } text ? text.GetString() : null;

    private bool IsTrue(string name) => Of(name).Kind is JsonValueKind.True;

    private Json Of(string name) => _members.GetValueOrDefault(name);
}
