using LambdaStream.Peers;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>The verbs that are steps and filters, and talk to nobody.</summary>
internal static class StepCases
{
    private static readonly Slot<string> Text = new("text");

    // Some twelve events for each key.
    private static readonly Compaction ByTenth = new() { Key = uow => uow.Event.Id?[..1] };

    private static readonly Materialize Filtering = new()
    {
        Id = "filtering",
        Filters = [uow => uow.Batch.Count == 0, uow => uow.Event.Timestamp > 0],
    };

    public static IReadOnlyList<Case> All { get; } = [.. Verbs.Select(verb => (verb with { Passes = 200 }).ToCase())];

    private static IEnumerable<Verb> Verbs =>
        [
            new("Filter", units => units.Filter(IsSingle)),
            new("Filter-async", units => units.Filter((uow, _) => new ValueTask<bool>(IsSingle(uow)))),
            new("Filter-ten", units => Enumerable.Range(0, 10).Aggregate(units, (steps, _) => steps.Filter(IsSingle))),
            new("Map", units => units.Map(Adorned)),
            new("Map-async", units => units.Map((uow, _) => new ValueTask<UnitOfWork?>(Adorned(uow)))),
            new("MapTo", units => units.MapTo(Slots.Emit, uow => uow.Event)),
            new("MapTo-async", units => units.MapTo(Slots.Emit, null, (uow, _) => new(uow.Event))),
            new("MapEvent", units => units.MapEvent(uow => uow.Event)),
            new("MapEvent-async", units => units.MapEvent(null, (uow, _) => new(uow.Event))),
            new("Tap", units => units.Tap(_ => { })),
            new("Tap-async", units => units.Tap((_, _) => ValueTask.CompletedTask)),
            new("FlatMap", units => units.FlatMap(uow => [uow])),
            new("FlatMap-async", units => units.FlatMap((uow, _) => AsyncEnumerable.Repeat(uow, 1))),
            new("Split", units => units.Split(uow => [.. uow.Event.At("thing.labels").EnumerateArray()])),
            new("SplitBy", units => units.SplitBy(Splitting.At("thing.labels"))),
            new("Batch", units => units.Batch(10)),
            new("Batch-limits", units => units.Batch(new BatchLimits(25, 16 * 1_024), _ => 1_024)),
            new("Unbatch", units => units.Unbatch()) { Before = units => units.Batch(10) },
            new("Group", units => units.Group(ByTenth.Key)),
            new("Compact", units => units.Compact(ByTenth)),
            new("CompactBy", units => units.CompactBy(ByTenth)),
            new("Reduce", units => units.Reduce((_, uow) => uow)),
            new("Merge", units => units.Merge(units)),
            new("Parallel", units => units.Parallel(4, (uow, _) => new(Adorned(uow)))),
            new("Parallel-keys", units => units.Parallel(4, (uow, _) => new(Adorned(uow)), key: uow => uow.Event.Id)),
            new("RateLimit", units => units.RateLimit(new Rate(int.MaxValue, TimeSpan.FromDays(1)))),
            new("OnContent", units => units.OnContent(Filtering.Filters)),
            new("OnContentOf", units => units.OnContentOf(Filtering)),
            new("OnEventType", units => units.OnEventType([.. KinesisPayload.EventTypes])),
            new("OutSourceIsSelf", units => units.OutSourceIsSelf()),
            new("RequireFields", units => units.RequireFields("thing.id", "thing.name")),
            new("OutLatched", units => units.OutLatched()) { Input = Input.Changes },
            new("OutLatchedUnless", units => units.OutLatchedUnless(false)) { Input = Input.Changes },
            new("OnCollected", units => units.OnCollected()) { Input = Input.Collected },
            new("OrCollected", units => units.OrCollected()) { Input = Input.Collected },
        ];

    private static bool IsSingle(UnitOfWork uow) => uow.Batch.Count == 0;

    private static UnitOfWork Adorned(UnitOfWork uow) => uow.With(Text, "text");
}
