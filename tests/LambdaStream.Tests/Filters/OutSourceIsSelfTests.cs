using Xunit;

namespace LambdaStream.Tests;

public class OutSourceIsSelfTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms => [source => source.OutSourceIsSelf()];

    [Theory]
    [InlineData("""{"source":"me"}""", false)]
    [InlineData("""{"source":"other"}""", true)]
    [InlineData("""{"source":"ME"}""", true)]
    [InlineData("""{}""", true)]
    [InlineData("""null""", true)]
    public async Task OutSourceIsSelf_DropsOwnEvents(string tags, bool isKept)
    {
        var units = Some.Units(new StreamOptions { Source = "me" }, Some.Event().With("tags", Json.Parse(tags)));

        Assert.Equal(isKept, await units.Stream().OutSourceIsSelf().AnyAsync());
    }

    [Fact]
    public async Task OutSourceIsSelf_KeepsEventsWithoutTags() =>
        Assert.True(await Some.Units(1, new() { Source = "me" }).Stream().OutSourceIsSelf().AnyAsync());

    // The Node library drops events that have tags but no source where PROJECT is not set: undefined is undefined.
    [Fact]
    public async Task OutSourceIsSelf_WithoutAnOwnName_DropsNothing()
    {
        var units = Some.Units(
            new StreamOptions(),
            Some.Event().With("tags", Json.EmptyObject),
            Some.Event().With("tags", Json.ObjectOf(("source", "undefined")))
        );

        Assert.Equal(2, await units.Stream().OutSourceIsSelf().CountAsync());
    }

    // The Node library publishes with SERVICE and compares with PROJECT, so that own events come through.
    [Fact]
    public async Task OutSourceIsSelf_ComparesWithTheNameThatIsPublished()
    {
        var options = StreamOptions.FromEnvironment(
            new Dictionary<string, string> { ["SERVICE"] = "service", ["PROJECT"] = "project" }
        );
        var units = Some.Units(options, Some.Event().With("tags", Json.ObjectOf(("source", "service"))));

        Assert.False(await units.Stream().OutSourceIsSelf().AnyAsync());
    }
}
