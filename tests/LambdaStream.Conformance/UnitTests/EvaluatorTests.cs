using System.Text.Json.Nodes;
using LambdaStream.Conformance.Templates;
using LambdaStream.Conformance.Values;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class EvaluatorTests
{
    private static readonly Evaluator Evaluator = new(new FakeLibrary());

    private static readonly Context Unit = Context.Of(
        Some.Object(
            """
            {
              'event': {
                'id': 'e1', 'type': 'thing-created', 'zero': 0, 'no': false, 'none': null, 'empty': '', 'ratio': 0.5,
                'thing': { 'id': 't1', 'name': 'n', 'parts': [{ 'no': 1 }, { 'no': 2, 'x': null }, { 'other': 3 }] }
              },
              'correlated': [{ 'type': 'a', 'n': 1 }, { 'type': 'b', 'n': 2 }, { 'type': 'a', 'n': 3 }, { 'n': 4 }],
              'none': null
            }
            """
        )
    );

    [Theory]
    [InlineData("'text'", "'text'")]
    [InlineData("7", "7")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("[1, [2], {'$': 'event.id'}]", "[1,[2],'e1']")]
    [InlineData("[1, {'$': 'event.missing'}, null, {'$': 'event.none'}]", "[1,null,null]")]
    [InlineData("{'a': {'b': {'$': 'event.id'}}, 'c': {'$': 'event.missing'}}", "{'a':{'b':'e1'}}")]
    [InlineData("{'$line': 1}", "{'$line':1}")]
    public void Evaluate_PlainValues_StandForThemselves(string template, string expected) => Check(template, expected);

    [Theory]
    [InlineData("event.thing.id", "'t1'")]
    [InlineData("event.thing", "{'id':'t1','name':'n','parts':[{'no':1},{'no':2,'x':null},{'other':3}]}")]
    [InlineData("event.thing.parts.1.no", "2")]
    [InlineData("event.thing.parts.length", "3")]
    [InlineData("event.none", "null")]
    [InlineData("event.thing.parts.1.x", "null")]
    [InlineData("none", "null")]
    [InlineData("none.x", "nothing")]
    [InlineData("event.none.x", "nothing")]
    [InlineData("event.missing", "nothing")]
    [InlineData("event.missing.x", "nothing")]
    [InlineData("missing", "nothing")]
    [InlineData("event.thing.parts.3", "nothing")]
    [InlineData("event.thing.parts.-1", "nothing")]
    [InlineData("event.id.length", "nothing")]
    public void Evaluate_Path_GivesTheValueThere(string path, string expected) => Check($"{{'$': '{path}'}}", expected);

    [Theory]
    [InlineData("['a', {'$': 'event.id'}, 'b']", "'ae1b'")]
    [InlineData("['<', null, {'$': 'event.missing'}, {'$': 'event.none'}, '>']", "'<>'")]
    [InlineData("[1, '/', {'$': 'event.ratio'}, '/', true, '/', {'$': 'event.zero'}]", "'1/0.5/true/0'")]
    [InlineData("[{'$': 'event.thing.parts.0'}, ['x']]", "'{\\\"no\\\":1}[\\\"x\\\"]'")]
    [InlineData("[]", "''")]
    public void Evaluate_Concat_JoinsTexts(string parts, string expected) => Check($"{{'$concat': {parts}}}", expected);

    [Theory]
    [InlineData("{'$if': {'path': 'event.id', 'equals': 'e1'}, 'then': 1, 'else': 2}", "1")]
    [InlineData(
        "{'$if': {'path': 'event.id', 'equals': 'e2'}, 'then': 1, 'else': {'$': 'event.type'}}",
        "'thing-created'"
    )]
    [InlineData("{'$if': {'path': 'event.id', 'equals': 'e2'}, 'then': 1}", "nothing")]
    [InlineData("{'$if': {'path': 'event.id', 'equals': 'e1'}, 'else': 1}", "nothing")]
    [InlineData("{'$if': {'path': 'event.id', 'equals': 'e1'}, 'then': null}", "null")]
    [InlineData("{'$if': {'path': 'event.id', 'equals': 'e1'}, 'then': 1, 'else': {'$throw': 'not taken'}}", "1")]
    public void Evaluate_If_TakesOneBranch(string template, string expected) => Check(template, expected);

    [Theory]
    [InlineData("{'$map': {'$': 'event.thing.parts'}, 'as': {'$': 'item.no'}}", "[1,2]")]
    [InlineData("{'$map': {'$': 'event.thing.parts'}, 'as': {'$': 'index'}}", "[0,1,2]")]
    [InlineData("{'$map': {'$': 'event.thing.parts'}, 'as': {'$': 'item.x'}}", "[null]")]
    [InlineData("{'$map': {'$': 'event.missing'}, 'as': 1}", "[]")]
    [InlineData("{'$map': {'$': 'event.none'}, 'as': 1}", "[]")]
    [InlineData(
        "{'$map': ['a', 'b'], 'as': {'$concat': [{'$': 'index'}, {'$': 'item'}, {'$': 'event.id'}]}}",
        "['0ae1','1be1']"
    )]
    [InlineData("{'$map': [[1, 2], [3]], 'as': {'$map': {'$': 'item'}, 'as': {'$': 'item'}}}", "[[1,2],[3]]")]
    public void Evaluate_Map_GivesAListWithoutNothing(string template, string expected) => Check(template, expected);

    [Theory]
    [InlineData("{'$json': {'b': 1, 'a': {'$': 'event.missing'}, 'c': null}}", "'{\\\"b\\\":1,\\\"c\\\":null}'")]
    [InlineData("{'$json': {'$': 'event.id'}}", "'\\\"e1\\\"'")]
    [InlineData("{'$json': {'$': 'event.none'}}", "'null'")]
    [InlineData("{'$json': {'$': 'event.missing'}}", "nothing")]
    public void Evaluate_Json_GivesText(string template, string expected) => Check(template, expected);

    [Fact]
    public void Evaluate_Set_IsNoArrayButOneInPlainJson()
    {
        var set = Evaluator.Evaluate(Some.Json("{'$set': ['a', {'$': 'event.id'}]}"), Unit);

        Assert.Equal("""["a","e1"]""", JavaScriptJson.Stringify(DynamoSet.Elements(set.Node)));
        Assert.Null(DynamoSet.Elements(Some.Json("['a']")));
        Check("{'$json': {'s': {'$set': [1, 2]}}}", "'{\\\"s\\\":[1,2]}'");
    }

    [Theory]
    [InlineData(
        "{'$updateExpression': {'a': {'$': 'event.id'}, 'b': {'$': 'event.missing'}, 'c': null}}",
        "{'changes':{'a':'e1','c':null}}"
    )]
    [InlineData("{'$timestampCondition': true}", "{'newer':null}")]
    [InlineData("{'$timestampCondition': 'modified'}", "{'newer':'modified'}")]
    [InlineData("{'$pkCondition': true}", "{'missing':null}")]
    [InlineData("{'$pkCondition': 'id'}", "{'missing':'id'}")]
    [InlineData("{'$ttl': [1000, {'$': 'event.thing.parts.1.no'}]}", "1002")]
    public void Evaluate_LibraryForms_AskTheLibrary(string template, string expected) => Check(template, expected);

    [Fact]
    public async Task EvaluateAsync_Encrypt_AwaitsTheLibrary()
    {
        var template = Some.Json("{'x': {'$spread': {'$encrypt': {'name': {'$': 'event.id'}}}, 'own': 1}}");

        var value = await Evaluator.EvaluateAsync(template, Unit.Encrypting(EncryptAsync));

        Assert.Equal("""{"x":{"encrypted":{"name":"e1"},"own":1}}""", value.ToString());
    }

    private static async Task<JsonNode?> EncryptAsync(JsonNode? data)
    {
        await Task.Yield();
        return new JsonObject { ["encrypted"] = data?.DeepClone() };
    }

    [Theory]
    [InlineData("['a', 'b']", "[{'type':'a','n':1},{'type':'b','n':2},{'type':'a','n':3}]")]
    [InlineData("['b']", "[{'type':'b','n':2}]")]
    [InlineData("['a', 'c']", "false")]
    public void Evaluate_AllTypes_GivesTheElementsOfTheTypesIfAllOccur(string types, string expected) =>
        Check($"{{'$allTypes': {types}}}", expected);

    [Fact]
    public void Evaluate_Throw_RaisesTheMessage()
    {
        var template = Some.Json("{'a': [{'$throw': {'$concat': ['no ', {'$': 'event.id'}]}}]}");

        var error = Assert.Throws<TemplateThrewException>(() => Evaluator.Evaluate(template, Unit));

        Assert.Equal("no e1", error.Message);
    }

    [Theory]
    [InlineData("{'$spread': {'$': 'event.thing.parts.0'}, 'x': 1}", "{'no':1,'x':1}")]
    [InlineData("{'x': 1, '$spread': {'$': 'event.thing.parts.0'}}", "{'no':1,'x':1}")]
    [InlineData("{'no': 9, '$spread': {'$': 'event.thing.parts.0'}}", "{'no':9}")]
    [InlineData("{'no': {'$': 'event.missing'}, '$spread': {'$': 'event.thing.parts.0'}, 'x': 1}", "{'x':1}")]
    [InlineData("{'no': null, '$spread': {'$': 'event.thing.parts.0'}}", "{'no':null}")]
    [InlineData("{'$spread': {'$': 'event.missing'}, 'x': 1}", "{'x':1}")]
    [InlineData("{'$spread': [{'a': 1, 'b': 1}, {'$': 'event.missing'}, {'b': 2}], 'c': 3}", "{'a':1,'b':2,'c':3}")]
    [InlineData(
        "{'$spread': [{'$updateExpression': {'a': 1}}, {'$timestampCondition': true}]}",
        "{'changes':{'a':1},'newer':null}"
    )]
    public void Evaluate_Spread_MergesUnderTheOwnMembers(string template, string expected) => Check(template, expected);

    [Fact]
    public void Evaluate_OwnNames_StandOverTheUnit() =>
        Assert.Equal(
            "\"r1\"",
            Evaluator.Evaluate(Some.Json("{'$': 'rule.id'}"), Unit.With("rule", Some.Json("{'id': 'r1'}"))).ToString()
        );

    private static void Check(string template, string expected) =>
        Assert.Equal(expected.Replace('\'', '"'), Evaluator.Evaluate(Some.Json(template), Unit).ToString());
}
