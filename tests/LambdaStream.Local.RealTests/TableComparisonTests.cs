using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LambdaStream.Local.RealTests.Comparison;
using LambdaStream.Local.RealTests.Generation;
using LambdaStream.Local.RealTests.Service;
using LambdaStream.Shared;

namespace LambdaStream.Local.RealTests;

/// <remarks>
/// The same operations each time, so that a run that fails tells of a change of ours. <c>LAMBDASTREAM_TABLE_SEED</c> takes
/// others, by their first seed or by the word random; <c>LAMBDASTREAM_TABLE_OPERATIONS</c> sets how many are compared.
/// </remarks>
public sealed class TableComparisonTests(DynamoDbLocal dynamoDb, ITestOutputHelper output)
{
    private const int OperationsOfARun = 200;

    private static readonly int Operations = Setting("LAMBDASTREAM_TABLE_OPERATIONS", 6_000);
    private static readonly int FirstSeed = Environment.GetEnvironmentVariable("LAMBDASTREAM_TABLE_SEED") is "random"
        ? RandomNumberGenerator.GetInt32(1_000_000_000)
        : Setting("LAMBDASTREAM_TABLE_SEED", 20_261_123);

    [Fact]
    public async Task The_embedded_table_answers_and_streams_as_DynamoDB_Local_does()
    {
        using var client = new ServiceClient(dynamoDb.Endpoint, "comparison");
        var tally = new Tally();
        var differences = new List<string>();
        output.WriteLine($"First seed: {FirstSeed}");
        for (var seed = FirstSeed; tally.Operations < Operations; seed++)
        {
            var run = new TableRun(seed, client);
            var cancellationToken = TestContext.Current.CancellationToken;
            differences.AddRange(await run.FindDifferencesAsync(OperationsOfARun, cancellationToken));
            tally.Add(run.Tally);
        }
        Report($"Table comparison from seed {FirstSeed}: {tally}");

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences)}");
        // A generator whose requests are all refused would compare nothing.
        Assert.All(
            Enum.GetValues<OperationKind>(),
            kind => Assert.True(tally.Successes(kind) > Operations / 50, $"{kind}")
        );
    }

    // dotnet test keeps the output of a test that passes to itself, so the gate prints this file.
    private void Report(string text, [CallerFilePath] string path = "")
    {
        output.WriteLine(text);
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "artifacts", "reports");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "table-comparison.txt"), text + "\n");
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
