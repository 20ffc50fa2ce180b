using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>Whatever the flavor: what its filters drop, its rule is told of.</summary>
public class OnRejectedTests
{
    private static readonly Event Created = Some.Event("a");

    // One of each flavor, with the unit that gets as far as its filters.
    private static readonly Dictionary<string, (Func<Action<UnitOfWork>, Rule> Make, Func<UnitOfWork> Unit)> Flavors =
        new()
        {
            ["materialize"] = (
                told => new Materialize
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["collect"] = (
                told => new Collect
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["materializeS3"] = (
                told => new MaterializeS3
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["materializeTimestream"] = (
                told => new MaterializeTimestream
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["circuitBreaker"] = (
                told => new CircuitBreaker
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["streamFailover"] = (
                told => new StreamFailover
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["firehoseTransform"] = (
                told => new FirehoseTransform
                {
                    Id = "r",
                    Transform = uow => uow.Event.ToJson(),
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["firehoseDrop"] = (
                told => new FirehoseDrop
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Plain
            ),
            ["cdc"] = (
                told => new Cdc
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Change
            ),
            ["update"] = (
                told => new Update
                {
                    Id = "r",
                    EventType = "a",
                    Filters = [No],
                    OnRejected = told,
                },
                Change
            ),
            ["sendMessages"] = (
                told => new SendMessages
                {
                    Id = "r",
                    Filters = [No],
                    OnRejected = told,
                },
                Change
            ),
            ["pipeline"] = (told => new Pipeline("r", units => units) { Filters = [No], OnRejected = told }, Plain),
        };

    public static TheoryData<string> Names() => [.. Flavors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AFlavor_TellsOfWhatItsFiltersDrop(string name)
    {
        var told = new List<UnitOfWork>();
        var (make, unit) = Flavors[name];

        var units = await make(told.Add).Connect(new[] { unit() }.Stream()).ToListAsync();

        Assert.Empty(units);
        Assert.Equal(["a"], told.Ids());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AFlavor_WaitsForItsFiltersAndForWhoIsTold(string name)
    {
        var told = new List<UnitOfWork>();
        var (make, unit) = Flavors[name];
        var rule = make(told.Add);
        Set(nameof(Rule.Filters), Array.Empty<Func<UnitOfWork, bool>>());
        Set(nameof(Rule.OnRejected), null);
        Set(nameof(Rule.FiltersAsync), new[] { NoAsync });
        Set(nameof(Rule.OnRejectedAsync), (Func<UnitOfWork, CancellationToken, ValueTask>)TellAsync);

        var units = await rule.Connect(new[] { unit() }.Stream()).ToListAsync();

        Assert.Empty(units);
        Assert.Equal(["a"], told.Ids());

        void Set(string property, object? value) => typeof(Rule).GetProperty(property)!.SetValue(rule, value);

        async ValueTask TellAsync(UnitOfWork uow, CancellationToken cancellationToken)
        {
            await Task.Yield();
            told.Add(uow);
        }
    }

    private static readonly Func<UnitOfWork, CancellationToken, ValueTask<bool>> NoAsync = async (_, _) =>
    {
        await Task.Yield();
        return false;
    };

    private static bool No(UnitOfWork uow) => false;

    private static UnitOfWork Plain() => Some.Unit(Created);

    private static UnitOfWork Change() =>
        Some.Unit(Event.From(new ChangeImages(Item.Of(("pk", "1")), null), ("id", "a"), ("type", "a")));
}
