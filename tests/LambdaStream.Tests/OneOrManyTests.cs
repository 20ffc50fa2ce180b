using Xunit;

namespace LambdaStream.Tests;

public class OneOrManyTests
{
    [Fact]
    public void AMapping_GivesOneSeveralOrNothing()
    {
        Func<int, OneOrMany<string>> mapping = count =>
            count switch
            {
                0 => null,
                1 => "a",
                2 => ["a", "b"],
                _ => [],
            };

        Assert.Empty(mapping(0));
        Assert.Equal(["a"], mapping(1));
        Assert.Equal(["a", "b"], mapping(2));
        Assert.Empty(mapping(3));
        Assert.Empty(default(OneOrMany<string>));
    }

    [Fact]
    public void TheEmptyList_IsNoneAndNullIsNot()
    {
        OneOrMany<string> none = [];
        OneOrMany<string> nothing = null;

        Assert.True(none.IsNone);
        Assert.False(nothing.IsNone);
        Assert.False(((OneOrMany<string>)"a").IsNone);
    }

    [Fact]
    public void ElementsThatAreNull_AreLeftOut()
    {
        OneOrMany<string> some = ["a", null!, "b"];

        Assert.Equal(["a", "b"], some);
        Assert.Equal(2, some.Count);
    }

    [Fact]
    public void Elements_AreFoundByTheirPlace()
    {
        OneOrMany<string> one = "a";
        OneOrMany<string> two = ["a", "b"];

        Assert.Equal(("a", "b"), (one[0], two[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => one[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(OneOrMany<string>)[0]);
        Assert.ThrowsAny<Exception>(() => two[2]);
    }
}
