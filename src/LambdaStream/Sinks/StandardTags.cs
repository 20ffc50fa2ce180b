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
        var options = uow.Invocation.Options;
        var tags = new List<(string Name, Json Value)>(8)
        {
            ("account", options.Account ?? "undefined"),
            ("region", options.Region ?? "undefined"),
            ("stage", options.Stage ?? "undefined"),
            ("source", options.Source ?? "undefined"),
            ("functionname", options.FunctionName ?? "undefined"),
            ("pipeline", uow.Pipeline is "" ? "undefined" : uow.Pipeline),
        };
        if (options.TagAsTest)
            tags.Add(("skip", true));
        foreach (var (name, value) in @event.Tags.EnumerateObject())
        {
            tags.RemoveAll(tag => tag.Name == name);
            tags.Add((name, value));
        }
        AddTrace(tags, uow);
        return @event.With("tags", Json.ObjectOf([.. tags]));
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
