using System.Runtime.InteropServices;
using LambdaStream.Observing;

namespace LambdaStream.Sinks;

/// <summary>The standard tags of published events: where they come from. The event's own tags win.</summary>
/// <remarks>As the Node library's <c>utils/tags.js</c>: what is not known is the text <c>undefined</c>.</remarks>
internal static class StandardTags
{
    public static Event Adorn(Event @event, UnitOfWork uow)
    {
        if (@event.IsEmpty)
            return @event;
        var tags = new List<(string Name, Json Value)>(10);
        tags.AddRange(uow.Invocation.Tags);
        tags.Add(("pipeline", uow.Pipeline is "" ? "undefined" : uow.Pipeline));
        if (uow.Invocation.Options.TagAsTest)
            tags.Add(("skip", true));
        foreach (var (name, value) in @event.Tags.EnumerateObject())
        {
            Remove(tags, name);
            tags.Add((name, value));
        }
        AddTrace(tags, uow);
        return @event.With("tags", Json.ObjectOf(CollectionsMarshal.AsSpan(tags)));
    }

    /// <summary>The tags that are the same for all events of a function.</summary>
    public static (string Name, Json Value)[] Of(StreamOptions options) =>
        [
            ("account", options.Account ?? "undefined"),
            ("region", options.Region ?? "undefined"),
            ("stage", options.Stage ?? "undefined"),
            ("source", options.Source ?? "undefined"),
            ("functionname", options.FunctionName ?? "undefined"),
        ];

    private static void Remove(List<(string Name, Json Value)> tags, string name)
    {
        for (var i = tags.Count - 1; i >= 0; i--)
        {
            if (tags[i].Name == name)
                tags.RemoveAt(i);
        }
    }

    // What the event had before tells of the span that it was made from, not of the one that publishes it.
    private static void AddTrace(List<(string Name, Json Value)> tags, UnitOfWork uow)
    {
        if (uow.Scope.Track is not { Parent: var parent } || parent == default)
            return;
        if (!uow.Invocation.Options.PropagatesTraces)
            return;
        tags.RemoveAll(tag => tag.Name is "traceparent" or "tracestate");
        tags.Add(("traceparent", XRay.TraceParent(parent)));
        if (parent.TraceState is { Length: > 0 } state)
            tags.Add(("tracestate", state));
    }
}
