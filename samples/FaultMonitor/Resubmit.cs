using LambdaStream;
using LambdaStream.Connectors;

namespace FaultMonitor;

/// <summary>The resubmission: calls the functions that have raised stored faults again, with the records that the faults keep.</summary>
internal static class Resubmit
{
    public static Processor Create(StreamOptions options) => new(From.Direct(), options, Rule());

    public static Rule Rule() =>
        new Pipeline(
            "resubmit",
            "resubmit",
            units =>
                units
                    .Map(uow => uow.With(Slots.S3ListRequest, new() { Prefix = uow.Event["prefix"].GetString() }))
                    .PageObjectsFromS3()
                    .Map(uow => uow.With(Slots.S3GetRequest, new() { Key = KeyOf(uow) }))
                    .GetLinesFromS3(new() { LineFilter = line => line.Length > 0 })
                    .Map(uow => uow.With(Stored, FaultIn(uow.Get(Slots.S3Line)!)))
                    .Filter(uow => IsAsked(uow.Get(Stored)!, uow.Event))
                    .Compact(EachFault)
                    .Map(uow => uow.With(Slots.InvokeRequest, ToInvokeRequest(uow.Get(Stored)!, uow.Event)))
                    .InvokeLambda()
                    .Tap(MustBeTaken)
        );

    /// <summary>What to resubmit.</summary>
    /// <param name="prefix">The objects to read, by what their keys start with.</param>
    /// <param name="function">The function whose faults are meant; by default all.</param>
    /// <param name="pipeline">The pipeline whose faults are meant; by default all.</param>
    /// <param name="isDry">Whether Lambda is only asked if it could be called.</param>
    public static Event Request(
        string prefix = "",
        string? function = null,
        string? pipeline = null,
        bool isDry = false
    ) => Event.Of("resubmit", ("prefix", prefix), ("functionname", function), ("pipeline", pipeline), ("dry", isDry));

    private static readonly Slot<Event> Stored = new("stored", stored => stored.ToJson());

    // A record that fails again makes a fault with the same id. All are read before the first call, so new ones can wait.
    private static readonly Compaction EachFault = new() { Key = uow => uow.Get(Stored)!.Id };

    private static string KeyOf(UnitOfWork uow) => uow.Get(Slots.S3ListResponse)!.Content!.Key;

    private static Event FaultIn(string line) => Event.Parse(Json.Parse(line).Require("detail").ToUtf8());

    private static bool IsAsked(Event fault, Event asked) =>
        Fits(asked["functionname"], fault.Tag("functionname")) && Fits(asked["pipeline"], fault.Tag("pipeline"));

    private static bool Fits(Json asked, string? value) => asked.IsNullOrUndefined || asked.IsString(value!);

    private static InvokeRequest ToInvokeRequest(Event fault, Event asked) =>
        new()
        {
            FunctionName = fault.Tag("functionname")!,
            InvocationType = asked["dry"].GetBoolean() ? InvocationType.DryRun : null,
            Payload = Json.ObjectOf(("Records", Json.ArrayOf([.. RecordsOf(fault.Require("uow"))]))).ToUtf8(),
        };

    // A unit that was put together, or stood for several, keeps the record of each.
    private static List<Json> RecordsOf(Json uow)
    {
        if (!uow["batch"].IsDefined)
            return [uow.Require("record")];
        var records = new List<Json>();
        foreach (var unit in uow["batch"].EnumerateArray())
            records.AddRange(RecordsOf(unit));
        return records;
    }

    // What the function gives back nobody would deliver again, as its stream does.
    private static void MustBeTaken(UnitOfWork uow)
    {
        var answer = uow.Get(Slots.InvokeResponse)!.Payload;
        if (!answer.IsEmpty && Json.Parse(answer.ToArray())["batchItemFailures"].Count > 0)
            throw new InvalidOperationException("The function gave the record back. Resubmit it again.");
    }
}
