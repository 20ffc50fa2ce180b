using System.Buffers;
using LambdaStream.Observing;

namespace LambdaStream.Sinks;

/// <summary>The standard tags of published events: where they come from. The event's own tags win.</summary>
/// <remarks>As the Node library's <c>utils/tags.js</c>: what is not known is the text <c>undefined</c>.</remarks>
internal static class StandardTags
{
    /// <summary>The event with its own tags behind the standard ones.</summary>
    public static Event Adorn(Event @event, UnitOfWork uow)
    {
        if (@event.IsEmpty)
            return @event;
        var own = @event.Tags;
        var trace = TraceOf(uow);
        var length = own.Raw.Length + 2;
        foreach (var tag in uow.Scope.Tags)
            length += tag.Member.Length;
        foreach (var tag in trace)
            length += tag.Member.Length;
        var output = new ArrayBufferWriter<byte>(length);
        output.Write("{"u8);
        var replaced = Replaced(uow.Scope.Tags, own);
        for (var i = 0; i < uow.Scope.Tags.Length; i++)
        {
            if ((replaced & 1 << i) == 0)
                Write(output, uow.Scope.Tags[i].Member);
        }
        var members = own.EnumerateObject();
        while (members.MoveNext())
        {
            // What the event had before tells of the span that it was made from, not of the one that publishes it.
            if (
                trace.Length > 0
                && JsonString.Read(members.RawName) is StandardTag.TraceParent or StandardTag.TraceState
            )
                continue;
            Write(output, members.QuotedName);
            output.Write(":"u8);
            members.RawValue.Inflated.WriteTo(output);
        }
        foreach (var tag in trace)
            Write(output, tag.Member);
        output.Write("}"u8);
        return @event.With("tags", Json.Written(output));
    }

    /// <summary>The tags that are the same for all events that a pipeline publishes.</summary>
    public static StandardTag[] Of(StreamOptions options, string pipeline) =>
        [
            new("account", options.Account),
            new("region", options.Region),
            new("stage", options.Stage),
            new("source", options.Source),
            new("functionname", options.FunctionName),
            new("pipeline", pipeline is "" ? null : pipeline),
            .. options.TagAsTest ? [new StandardTag("skip", Json.True)] : (StandardTag[])[],
        ];

    // A bit for each standard tag that the event has itself.
    private static int Replaced(StandardTag[] standard, Json own)
    {
        var replaced = 0;
        var members = own.EnumerateObject();
        while (members.MoveNext())
        {
            for (var i = 0; i < standard.Length; i++)
            {
                if (JsonString.Is(members.RawName, standard[i].Name))
                    replaced |= 1 << i;
            }
        }
        return replaced;
    }

    private static StandardTag[] TraceOf(UnitOfWork uow)
    {
        if (uow.Scope.Track is not { Parent: var parent } || parent == default)
            return [];
        if (!uow.Invocation.Options.PropagatesTraces)
            return [];
        var traceParent = new StandardTag(StandardTag.TraceParent, XRay.TraceParent(parent));
        return parent.TraceState is { Length: > 0 } state
            ? [traceParent, new(StandardTag.TraceState, state)]
            : [traceParent];
    }

    private static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> member)
    {
        if (output.WrittenCount > 1)
            output.Write(","u8);
        output.Write(member);
    }
}
