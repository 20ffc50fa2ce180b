using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Vectors;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class VectorRunTests
{
    [Fact]
    public async Task RunAsync_AsExpected_Passes() => Assert.IsType<VectorResult.Passed>(await RunAsync(AVector()));

    [Fact]
    public async Task RunAsync_AnotherRequest_FailsWithTheDifference()
    {
        var vector = AVector();
        vector["expect"]!["requests"]![0]!["input"]!["Key"]!["pk"]!["S"] = "other";

        var failed = Assert.IsType<VectorResult.Failed>(await RunAsync(vector));

        Assert.Contains(
            "Key.pk.S: expected \"other\", was \"t1\"",
            Assert.Single(failed.Differences),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{'error': {'name': 'X', 'message': 'x'}}")]
    [InlineData("{'invalid': 'm1'}")]
    public async Task RunAsync_AnotherOutcome_Fails(string outcome)
    {
        var vector = AVector();
        vector["expect"]!["outcome"] = Some.Json(outcome);

        Assert.IsType<VectorResult.Failed>(await RunAsync(vector));
    }

    [Fact]
    public async Task RunAsync_SeveralPayloads_AreInvocationsOfOneProcessor()
    {
        var vector = AVector();
        vector["payload"] = new JsonArray(vector["payload"]!.DeepClone(), vector["payload"]!.DeepClone());
        vector["expect"]!["outcome"] = Some.Json("['success', 'success']");
        vector["expect"]!["requests"]!.AsArray().Add(vector["expect"]!["requests"]![0]!.DeepClone());

        Assert.IsType<VectorResult.Passed>(await RunAsync(vector));
    }

    [Fact]
    public async Task RunAsync_AProcessorThatRefusesToStart_NamesTheRule()
    {
        var vector = AVector();
        vector["rules"]![0]!["eventType"] = 7;
        vector["expect"] = Some.Json("{'outcome': {'invalid': 'm1'}, 'requests': []}");

        Assert.IsType<VectorResult.Passed>(await RunAsync(vector));
    }

    [Theory]
    [InlineData("source", "'unheardOf'", "the source unheardOf")]
    [InlineData("sourceOptions", "{'x': 1}", "the option x of the source kinesis")]
    [InlineData("head", "[{'unheardOf': {}}]", "the head step unheardOf")]
    [InlineData("options", "{'unheardOf': 1}", "the option unheardOf")]
    [InlineData("options", "{'faultOpt': {'unheardOf': 1}}", "the option faultOpt.unheardOf")]
    [InlineData("options", "{'publish': 'unheardOf'}", "publishing to unheardOf")]
    [InlineData("responses", "{'unheardOf.Do': []}", "the service unheardOf")]
    [InlineData("rules", "[{'id': 'a', 'flavor': 'unheardOf'}]", "the flavor unheardOf")]
    [InlineData("rules", "[{'id': 'a', 'flavor': 'pipeline', 'steps': [{'unheardOf': {}}]}]", "the step unheardOf")]
    [InlineData(
        "rules",
        "[{'id': 'a', 'flavor': 'pipeline', 'steps': [{'putDynamoDB': {'x': 1}}]}]",
        "the member x of the step putDynamoDB"
    )]
    [InlineData(
        "rules",
        "[{'id': 'a', 'flavor': 'materialize', 'eventType': 'x', 'toUpdateRequest': {}, 'topicArn': 'x'}]",
        "the member topicArn of the flavor materialize"
    )]
    public async Task RunAsync_APartThatTheLibraryLacks_IsSkippedAndNamed(string member, string value, string missing)
    {
        var vector = AVector();
        vector[member] = Some.Json(value);

        Assert.Equal([missing], Assert.IsType<VectorResult.Skipped>(await RunAsync(vector)).Missing);
    }

    [Fact]
    public async Task RunAsync_AMemberOfAnUpdateThatIsNotSent_IsANote()
    {
        var vector = AVector();
        vector["rules"]![0]!["toUpdateRequest"]!["note"] = "x";

        Assert.IsType<VectorResult.Passed>(await RunAsync(vector));
    }

    [Fact]
    public async Task RunAsync_TheVectorsOwnMembers_AreNotMissing()
    {
        var vector = AVector();
        vector["rules"]![0]!["wanted"] = "t1";
        vector["rules"]![0]!["toUpdateRequest"]!["Key"]!["pk"] = Some.Json("{'$': 'rule.wanted'}");

        Assert.IsType<VectorResult.Passed>(await RunAsync(vector));
    }

    [Fact]
    public async Task RunAsync_AnOptionOfRules_HoldsUnlessARuleHasItsOwn()
    {
        var vector = AVector();
        vector["options"] = Some.Json("{'tableName': 'by-option'}");
        vector["expect"]!["requests"]![0]!["input"]!["TableName"] = "by-option";
        Assert.IsType<VectorResult.Passed>(await RunAsync(vector));

        vector["rules"]![0]!["tableName"] = "by-rule";
        vector["expect"]!["requests"]![0]!["input"]!["TableName"] = "by-rule";
        Assert.IsType<VectorResult.Passed>(await RunAsync(vector));
    }

    [Fact]
    public async Task ConsoleRun_PrintsWhatDoesNotPassAndTheCount()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var failing = AVector();
            failing["name"] = "x/failing";
            failing["expect"]!["requests"] = new JsonArray();
            var skipped = AVector();
            skipped["name"] = "x/skipped";
            skipped["source"] = "unheardOf";
            foreach (var (name, vector) in new[] { ("a", AVector()), ("b", failing), ("c", skipped) })
                await File.WriteAllTextAsync(Path.Combine(directory.FullName, name + ".json"), vector.ToJsonString());
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "d.json"), "no vector");
            var output = new StringWriter();

            var exitCode = await ConsoleRun.RunAsync([directory.FullName], output);

            var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(1, exitCode);
            Assert.Equal("FAILED x/failing", lines[0]);
            Assert.StartsWith("  left over: request 0, dynamodb.UpdateItem", lines[1], StringComparison.Ordinal);
            Assert.Equal("skipped x/skipped: the library lacks the source unheardOf", lines[2]);
            Assert.EndsWith("d.json", lines[3], StringComparison.Ordinal);
            Assert.Equal("1 passed, 2 failed, 1 skipped", lines[^1]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static Task<VectorResult> RunAsync(JsonObject vector) => VectorRun.RunAsync(Vector.Read(vector));

    private static JsonObject AVector() =>
        Some.Object(
            """
            {
              'name': 'some/vector',
              'env': { 'ENTITY_TABLE_NAME': 'entities', 'BUS_NAME': 'bus' },
              'now': 1768471845123,
              'source': 'kinesis',
              'rules': [
                { 'id': 'm1', 'flavor': 'materialize', 'eventType': 'x', 'toUpdateRequest': { 'Key': { 'pk': { '$': 'event.pk' } } } }
              ],
              'payload': { 'Records': [
                { 'eventID': '0', 'kinesis': { 'data': { '$base64': { '$json': { 'id': '1', 'type': 'x', 'pk': 't1' } } } } }
              ] },
              'expect': {
                'outcome': 'success',
                'requests': [
                  { 'service': 'dynamodb', 'operation': 'UpdateItem', 'input': { 'TableName': 'entities', 'Key': { 'pk': { 'S': 't1' } } } }
                ]
              }
            }
            """
        );
}
