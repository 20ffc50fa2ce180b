using LambdaStream.Conformance.Running;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class JavaScriptRegexTests
{
    [Theory]
    [InlineData("thing-(created|updated)", "", "my-thing-created", true)]
    [InlineData("^thing", "", "my-thing", false)]
    [InlineData("THING", "", "thing", false)]
    [InlineData("THING", "i", "thing", true)]
    [InlineData("thing", "g", "thing", true)]
    [InlineData("THING", "gi", "thing", true)]
    [InlineData("thing$", "", "thing\n", false)]
    [InlineData("[$]x", "", "$x", true)]
    [InlineData(@"\$x$", "", "$x", true)]
    [InlineData("a[^]b", "", "a\nb", true)]
    [InlineData("a[]b", "", "ab", false)]
    [InlineData(@"^\d$", "", "٣", false)]
    [InlineData("(?<!un)deleted", "", "thing-undeleted", false)]
    [InlineData("(?<!un)deleted", "", "thing-deleted", true)]
    public void Of_Pattern_MatchesAsInJavaScript(string pattern, string flags, string text, bool expected)
    {
        var regex = JavaScriptRegex.Of(pattern, flags);

        Assert.Equal(expected, regex.IsMatch(text));
        Assert.Equal(expected, regex.IsMatch(text));
    }
}
