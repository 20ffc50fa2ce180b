using LambdaStream.Local;

namespace Reporting;

/// <summary>A part of the way: how many records came, and how many went on.</summary>
public sealed record Hop(string From, string To, int Records, int Done)
{
    /// <summary>What nobody tries any more. It has failed and is not lost.</summary>
    public IReadOnlyList<Failure> Failures { get; init; } = [];

    public string Note { get; init; } = "";

    public int Failed => Failures.Sum(failure => failure.Records);

    public int Lost => Records - Done - Failed;

    /// <summary>Records that a function was called with.</summary>
    public static Hop Into(Function function, string from, int records, IReadOnlyList<Failure> failures) =>
        new(from, function.Name, records, function.Acknowledged)
        {
            Failures = failures,
            Note = $"invocations: {function.Invocations}, unwanted: {function.Unwanted}",
        };
}

/// <summary>Records on which a source of events gave up, and why.</summary>
public sealed record Failure(int Records, string Reason)
{
    public static Failure Of(FailedBatch batch) =>
        new(batch.Records.Count, $"after {batch.Attempts} attempts: {batch.Error?.Message ?? "reported as failed"}");

    public static Failure Of(UndeliveredEvent @event) =>
        new(1, $"after {@event.Attempts} attempts: {@event.Error.Message}");
}
