using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>What an event was read from.</summary>
internal abstract class EventText
{
    /// <summary>Nothing: what an event has that was built.</summary>
    public static EventText None { get; } = new Read(default, default);

    /// <summary>The whole text; undefined where there is none.</summary>
    public abstract Json Json { get; }

    /// <summary>The same in the form in which it was read: plain JSON, or DynamoDB's.</summary>
    public abstract (Json Object, bool IsTyped) Source { get; }

    /// <summary>Whether there is a member <c>s3</c>, as in a claim check.</summary>
    public abstract bool HasS3 { get; }

    /// <summary>The member of that name; undefined where it is missing.</summary>
    public abstract Json Find(string name);

    /// <summary>Text that was read once, so that it is known where its members are.</summary>
    public sealed class Read(Json text, EventHead head) : EventText
    {
        private readonly EventHead _head = head;

        public override Json Json { get; } = text;

        public override (Json Object, bool IsTyped) Source => (Json, false);

        public override bool HasS3 => _head.HasS3;

        public override Json Find(string name) => _head.Find(Json, name);
    }

    /// <summary>A map of a table's row. Of many rows only a member or two are asked for; then no text is written.</summary>
    public sealed class Stored(AttributeValue map) : EventText
    {
        // Two threads may write it twice; a boxed value is published in one piece.
        private object? _written;

        public override Json Json => (Json)(_written ??= map.ToJson());

        public override (Json Object, bool IsTyped) Source =>
            map.TypedText is { IsDefined: true } typed ? (typed, true) : (Json, false);

        public override bool HasS3 => Find("s3").IsDefined;

        public override Json Find(string name) => _written is Json text ? text[name] : map.Member(name).ToJson();
    }
}
