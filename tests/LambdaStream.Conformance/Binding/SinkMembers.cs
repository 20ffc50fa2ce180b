using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>The members that sinks of every kind have.</summary>
internal static class SinkMembers
{
    // They say how calls are made and told of, which shows in no request.
    private static readonly string[] Quiet =
    [
        "timeout",
        "step",
        "debug",
        "removeUndefinedValues",
        "additionalClientOpts",
    ];

    /// <summary>How many units may pass in a time: <c>{num, ms}</c>.</summary>
    public static Rate? Rate(this Members members) =>
        members.Node("rate") is JsonObject rate
            ? new(Number(rate, "num") ?? 0, TimeSpan.FromMilliseconds(Number(rate, "ms") ?? 0))
            : null;

    /// <summary>How failed entries of a batch are sent again: <c>{maxRetries, retryWait}</c>.</summary>
    public static BatchRetryOptions? Retry(this Members members) =>
        members.Node("retryConfig") is JsonObject retry
            ? new()
            {
                MaxRetries = Number(retry, "maxRetries"),
                Wait = Number(retry, "retryWait") is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
            }
            : null;

    /// <summary>Takes the members that need no binding.</summary>
    public static void TakeQuiet(this Members members)
    {
        foreach (var name in Quiet)
            members.Node(name);
    }

    private static int? Number(JsonObject members, string name) =>
        members[name] is JsonValue number ? (int)JavaScriptNumber.Double(number) : null;
}
