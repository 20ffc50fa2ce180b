using System.Text.RegularExpressions;
using Xunit;

namespace LambdaStream.Tests;

public class EventTypesTests
{
    [Fact]
    public void Match_AString_IsLetterByLetter()
    {
        EventTypes types = "thing-created";

        Assert.True(types.Match("thing-created"));
        Assert.False(types.Match("thing-created-twice"));
        Assert.False(types.Match("Thing-Created"));
    }

    [Fact]
    public void Match_SeveralInBrackets_AreEachLetterByLetter()
    {
        EventTypes types = ["thing-created", "thing-updated"];

        Assert.True(types.Match("thing-created"));
        Assert.True(types.Match("thing-updated"));
        Assert.False(types.Match("thing-deleted"));
        Assert.Equal(["thing-created", "thing-updated"], types);
    }

    [Fact]
    public void Match_ARegex_MatchesAnywhereAndEveryTime()
    {
        EventTypes types = new Regex("thing-|other");

        Assert.True(types.Match("some-thing-created"));
        Assert.True(types.Match("some-thing-created"));
        Assert.False(types.Match("something"));
        Assert.Empty(types);
    }

    [Fact]
    public void Match_AFunction_IsAsked() => Assert.True(EventTypes.Where(type => type.Length == 3).Match("abc"));

    [Fact]
    public void Match_APrefix_IsComparedLetterByLetter()
    {
        var types = EventTypes.StartingWith("thing-");

        Assert.True(types.Match("thing-created"));
        Assert.False(types.Match("Thing-created"));
        Assert.False(types.Match("a-thing-created"));
    }

    // In the Node library a regular expression such as /undef/ matches the type undefined.
    [Fact]
    public void Match_AnEventWithoutAType_IsWantedByNone()
    {
        Assert.False(EventTypes.Where(_ => true).Match(""));
        Assert.False(((EventTypes)new Regex(".*")).Match(""));
        Assert.False(((EventTypes)"").Match(""));
    }

    [Fact]
    public void Problem_SaysWhatCanNeverMatch()
    {
        Assert.Equal("EventType is an empty list, so the rule would never run.", EventTypes.AnyOf().Problem);
        Assert.Equal("EventType has an empty type in it.", EventTypes.AnyOf("a", "").Problem);
        Assert.Equal("EventType has an empty type in it.", ((EventTypes)(string)null!).Problem);
        Assert.Null(EventTypes.AnyOf("a").Problem);
        Assert.Null(EventTypes.Where(_ => false).Problem);
    }

    [Fact]
    public void Construction_RejectsNull()
    {
        Assert.Throws<ArgumentNullException>(() => EventTypes.Where(null!));
        Assert.Throws<ArgumentNullException>(() => (EventTypes)(Regex)null!);
        Assert.Throws<ArgumentException>(() => EventTypes.StartingWith(""));
    }
}
