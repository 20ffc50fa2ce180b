using Xunit;

namespace LambdaStream.Tests;

public class OnContentOfTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [
            source => source.OnContentOf(Rule([_ => true])),
            source => source.OnContentOf(Rule(filtersAsync: [(_, _) => new(true)])),
        ];

    private protected override IReadOnlyList<Verb> WithNull => [source => source.OnContentOf(null!)];

    // The degree is in the options of the unit.
    private protected override int MostReadsPerUnit => 2;

    [Fact]
    public async Task OnContentOf_AsksSynchronousFiltersFirstAndNoFurtherThanNeeded()
    {
        var asked = new List<string>();
        var rule = Rule(
            [_ => Asked("first", true)],
            [(_, _) => new(Asked("second", false)), (_, _) => new(Asked("third", true))]
        );

        Assert.Empty(await Some.Units(1).Stream().OnContentOf(rule).ToListAsync());

        Assert.Equal(["first", "second"], asked);

        bool Asked(string name, bool answer)
        {
            asked.Add(name);
            return answer;
        }
    }

    [Fact]
    public async Task OnContentOf_SeveralAreAskedAtOnceAndStayInOrder()
    {
        var answers = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource<bool>()).ToArray();
        var rule = Rule(filtersAsync: [(uow, _) => new(answers[uow.Record!.Index].Task)]);

        var kept = Some.Units(4).Stream().OnContentOf(rule).ToListAsync().AsTask();
        // Four in flight is the default of the options: the last one is asked before the first one has answered.
        foreach (var answer in answers.Reverse())
            answer.SetResult(true);

        Assert.Equal(["0", "1", "2", "3"], (await kept).Ids());
    }

    [Fact]
    public async Task OnContentOf_AFilterThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);
        var rule = Rule(
            filtersAsync:
            [
                async (uow, _) =>
                {
                    await Task.Yield();
                    Fail.On(uow, "1");
                    return true;
                },
            ]
        );

        var kept = await units.Stream().OnContentOf(rule).ToListAsync();

        Assert.Equal(["0", "2"], kept.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }

    private static Pipeline Rule(
        Func<UnitOfWork, bool>[]? filters = null,
        Func<UnitOfWork, CancellationToken, ValueTask<bool>>[]? filtersAsync = null
    ) => new("r", units => units) { Filters = filters ?? [], FiltersAsync = filtersAsync ?? [] };
}
