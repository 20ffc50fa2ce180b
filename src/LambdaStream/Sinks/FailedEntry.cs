namespace LambdaStream.Sinks;

/// <summary>An entry of a batch that its target has refused.</summary>
/// <param name="Index">Its place in the batch.</param>
/// <param name="Code">The error code.</param>
/// <param name="Message">What the service says to it.</param>
/// <param name="IsPermanent">Whether the entry itself is wrong, so that sending it again is of no use.</param>
internal sealed record FailedEntry(int Index, string Code, string? Message, bool IsPermanent = false)
{
    public static Json ToJson(IReadOnlyList<FailedEntry> entries) =>
        Json.ArrayOf([
            .. entries.Select(entry =>
                Json.ObjectOf(("index", (long)entry.Index), ("code", entry.Code), ("message", entry.Message))
            ),
        ]);
}
