using Xunit;

namespace LambdaStream.Tests;

public class OutLatchedTests
{
    [Theory]
    [InlineData("""{"new":{"pk":"1"}}""")]
    [InlineData("""{"new":{"pk":"1","latched":false}}""")]
    [InlineData("""{"new":{"pk":"1","latched":null}}""")]
    [InlineData("""{"new":{"pk":"1","latched":0}}""")]
    [InlineData("""{"new":{"pk":"1","latched":""}}""")]
    [InlineData("""{"new":{"pk":"1"},"old":{"pk":"1","latched":true}}""")]
    [InlineData("""{"old":{"pk":"1"}}""")]
    public async Task OutLatched_KeepsWhatIsNotLatched(string raw)
    {
        var units = Units(raw);

        Assert.Single(await units.Stream().OutLatched().ToListAsync());
        Assert.Empty(units.Faults());
    }

    [Theory]
    [InlineData("""{"new":{"pk":"1","latched":true}}""")]
    [InlineData("""{"new":{"pk":"1","latched":1}}""")]
    [InlineData("""{"new":{"pk":"1","latched":"yes"}}""")]
    [InlineData("""{"new":{"pk":"1","latched":{}}}""")]
    [InlineData("""{"new":{"pk":"1","latched":true},"old":{"pk":"1"}}""")]
    [InlineData("""{"old":{"pk":"1","latched":true}}""")]
    public async Task OutLatched_DropsWhatIsLatched(string raw)
    {
        var units = Units(raw);

        Assert.Empty(await units.Stream().OutLatched().ToListAsync());
        Assert.Empty(units.Faults());
    }

    // The Node library fails the whole batch with a TypeError.
    [Fact]
    public async Task OutLatched_AnEventThatIsNoChange_IsAFault()
    {
        var units = Some.Units(1);

        Assert.Empty(await units.Stream().OutLatched().ToListAsync());
        Assert.Contains("From.DynamoDb()", Assert.Single(units.Faults()).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutLatched_AChangeWithoutImages_IsAFaultThatSaysWhatToSet()
    {
        var units = Units("{}");

        Assert.Empty(await units.Stream().OutLatched().ToListAsync());
        Assert.Contains("NEW_AND_OLD_IMAGES", Assert.Single(units.Faults()).Error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<UnitOfWork> Units(string raw) =>
        Some.Units(Some.Invocation(), Some.Event().With("raw", Json.Parse(raw)));
}
