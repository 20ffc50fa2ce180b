using LambdaStream.Conformance.Templates;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class PredicateTests
{
    private static readonly Evaluator Evaluator = new(new FakeLibrary());

    private static readonly Context Unit = Context.Of(
        Some.Object(
            "{'event': {'id': 'e1', 'one': 1, 'text': '1', 'yes': true, 'none': null, 'list': [1], 'empty': ''}}"
        )
    );

    [Theory]
    [InlineData("{'path': 'event.id', 'equals': 'e1'}", true)]
    [InlineData("{'path': 'event.id', 'equals': 'E1'}", false)]
    [InlineData("{'path': 'event.one', 'equals': 1}", true)]
    [InlineData("{'path': 'event.one', 'equals': 1.0}", true)]
    [InlineData("{'path': 'event.one', 'equals': '1'}", false)]
    [InlineData("{'path': 'event.text', 'equals': 1}", false)]
    [InlineData("{'path': 'event.yes', 'equals': true}", true)]
    [InlineData("{'path': 'event.yes', 'equals': false}", false)]
    [InlineData("{'path': 'event.yes', 'equals': 'true'}", false)]
    [InlineData("{'path': 'event.none', 'equals': null}", true)]
    [InlineData("{'path': 'event.missing', 'equals': null}", false)]
    [InlineData("{'path': 'event.list', 'equals': [1]}", true)]
    [InlineData("{'path': 'event.id', 'exists': true}", true)]
    [InlineData("{'path': 'event.empty', 'exists': true}", true)]
    [InlineData("{'path': 'event.none', 'exists': true}", false)]
    [InlineData("{'path': 'event.missing', 'exists': true}", false)]
    [InlineData("{'path': 'event.none', 'exists': false}", true)]
    [InlineData("{'path': 'event.missing', 'exists': false}", true)]
    [InlineData("{'path': 'event.id', 'exists': false}", false)]
    [InlineData("{'path': 'event.id', 'in': ['x', 'e1']}", true)]
    [InlineData("{'path': 'event.id', 'in': ['x']}", false)]
    [InlineData("{'path': 'event.one', 'in': ['1']}", false)]
    [InlineData("{'path': 'event.one', 'gt': 0.5}", true)]
    [InlineData("{'path': 'event.one', 'gt': 1}", false)]
    [InlineData("{'path': 'event.text', 'gt': 0}", false)]
    [InlineData("{'path': 'event.missing', 'gt': 0}", false)]
    [InlineData("{'path': 'event.list.length', 'gt': 0}", true)]
    [InlineData("{'and': []}", true)]
    [InlineData("{'or': []}", false)]
    [InlineData("{'not': {'path': 'event.id', 'exists': true}}", false)]
    [InlineData("{'and': [{'path': 'event.id', 'exists': true}, {'path': 'event.one', 'gt': 0}]}", true)]
    [InlineData("{'and': [{'path': 'event.id', 'exists': false}, {'$throw': 'not reached'}]}", false)]
    [InlineData("{'or': [{'path': 'event.id', 'exists': true}, {'$throw': 'not reached'}]}", true)]
    [InlineData("{'or': [{'path': 'event.id', 'exists': false}, {'path': 'event.one', 'equals': 1}]}", true)]
    public void Test_Predicate_Holds(string predicate, bool expected) =>
        Assert.Equal(expected, Evaluator.Test(Some.Json(predicate), Unit));

    [Theory]
    [InlineData("{'$throw': 'no'}")]
    [InlineData("{'and': [{'path': 'event.id', 'exists': true}, {'$throw': 'no'}]}")]
    [InlineData("{'or': [{'path': 'event.id', 'exists': false}, {'$throw': {'$concat': ['n', 'o']}}]}")]
    [InlineData("{'not': {'$throw': 'no'}}")]
    public void Test_Throw_RaisesTheMessage(string predicate) =>
        Assert.Equal(
            "no",
            Assert.Throws<TemplateThrewException>(() => Evaluator.Test(Some.Json(predicate), Unit)).Message
        );

    [Theory]
    [InlineData("{'path': 'event.id'}")]
    [InlineData("{'unknown': []}")]
    [InlineData("{}")]
    [InlineData("7")]
    public void Test_NoPredicate_IsAnError(string predicate) =>
        Assert.Throws<InvalidOperationException>(() => Evaluator.Test(Some.Json(predicate), Unit));

    [Theory]
    [InlineData("{'path': 'event.id', 'exists': true}", true)]
    [InlineData("{'$throw': 'no'}", true)]
    [InlineData("{'and': []}", true)]
    [InlineData("{'$': 'correlated'}", false)]
    [InlineData("{'$allTypes': []}", false)]
    [InlineData("{'$spread': {}, 'a': 1}", false)]
    [InlineData("[]", false)]
    [InlineData("true", false)]
    public void IsPredicate_TellsFromTemplates(string node, bool expected) =>
        Assert.Equal(expected, Evaluator.IsPredicate(Some.Json(node)));
}
