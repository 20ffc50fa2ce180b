using System.Text;
using LambdaStream;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace EventLake;

/// <summary>The replay: reads objects of the lake and gives their events to one function, as if its stream had delivered them.</summary>
internal static class Replay
{
    // Lambda takes 6 MiB; base64 makes of this less than that.
    private static readonly BatchLimits Batch = new(Count: 25, Bytes: 4 * 1024 * 1024);

    public static Processor Create(StreamOptions options) =>
        new(
            From.Direct(),
            options,
            new Pipeline(
                "replay",
                "replay",
                units =>
                    units
                        .Map(uow => uow.With(Slots.S3ListRequest, new() { Prefix = Asked(uow, "prefix") }))
                        .PageObjectsFromS3()
                        .Map(uow => uow.With(Slots.S3GetRequest, new() { Key = KeyOf(uow) }))
                        .GetLinesFromS3(new() { LineFilter = line => line.Length > 0 })
                        .Map(uow => uow.With(Stored, EventIn(uow.Get(Slots.S3Line)!)))
                        .Filter(uow => IsAsked(uow.Get(Stored)!.Type, Asked(uow, "eventType")!))
                        .Batch(Batch, uow => Encoding.UTF8.GetByteCount(uow.Get(Slots.S3Line)!))
                        .Map(uow => uow.With(Slots.InvokeRequest, ToInvokeRequest(uow)))
                        .InvokeLambda()
                        .Tap(MustBeTaken)
            )
        );

    /// <summary>What to replay.</summary>
    /// <param name="eventType">A type, or a prefix with a star behind it.</param>
    /// <param name="function">The function that gets the events.</param>
    /// <param name="prefix">The objects to read, by what their keys start with.</param>
    /// <param name="isDry">Whether Lambda is only asked if it could be called.</param>
    public static Event Request(string eventType, string function, string prefix = "", bool isDry = false) =>
        Event.Of("replay", ("eventType", eventType), ("function", function), ("prefix", prefix), ("dry", isDry));

    private static readonly Slot<Event> Stored = new("stored", stored => stored.ToJson());

    private static string KeyOf(UnitOfWork uow) => uow.Get(Slots.S3ListResponse)!.Content!.Key;

    // A line of the lake is an event in EventBridge's envelope.
    private static Event EventIn(string line) => Event.Parse(Json.Parse(line).Require("detail").ToUtf8());

    public static bool IsAsked(string type, string asked) =>
        asked.EndsWith('*') ? type.StartsWith(asked[..^1], StringComparison.Ordinal) : type == asked;

    private static InvokeRequest ToInvokeRequest(UnitOfWork uow) =>
        new()
        {
            FunctionName = Asked(uow.Batch[0], "function")!,
            InvocationType = uow.Batch[0].Event["dry"].GetBoolean() ? InvocationType.DryRun : null,
            Payload = Records.Kinesis(uow.Batch.Select(one => one.Get(Stored)!)),
        };

    // What the function gives back nobody would deliver again, as its stream does.
    private static void MustBeTaken(UnitOfWork uow)
    {
        var answer = uow.Get(Slots.InvokeResponse)!.Payload;
        if (!answer.IsEmpty && Json.Parse(answer.ToArray())["batchItemFailures"].Count > 0)
            throw new InvalidOperationException("The function gave records back. Replay them again.");
    }

    private static string? Asked(UnitOfWork uow, string name) => uow.Event[name].GetString();
}
