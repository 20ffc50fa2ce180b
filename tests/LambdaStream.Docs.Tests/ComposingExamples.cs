using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/composing.md, compiled; the middleware is run. The services have tests of their own.</summary>
public class ComposingExamples
{
    private static readonly IConfiguration configuration = new ConfigurationBuilder()
        .AddInMemoryCollection([
            new("AWS_REGION", "us-east-1"),
            new("BUS_NAME", "events"),
            new("ENTITY_TABLE_NAME", "view"),
        ])
        .Build();

    public interface IPrices
    {
        int Current { get; }
    }

    internal static async Task Program()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IPrices, Prices>();
        services.AddRule(provider => OrderRules.Priced(provider.GetRequiredService<IPrices>()));
        services.AddProcessor(From.Kinesis(), _ => configuration.ToStreamOptions().UseAws());

        await using var provider = services.BuildServiceProvider();
        await LambdaFunction.RunAsync(provider.GetRequiredService<Processor>);
    }

    [Fact]
    public async Task Middleware_AnswersGivesPortsAndSeesTheEnd()
    {
        var processor = new Processor(From.Kinesis(), Options(), OrderRules.Priced(new Prices()));

        var warm = await processor.InvokeAsync(
            Encoding.UTF8.GetBytes("""{"warmer":true}"""),
            cancellationToken: TestContext.Current.CancellationToken
        );
        var run = await processor.InvokeAsync(
            Records.Kinesis(Event.Of("order-placed", ("id", "1"), ("partitionKey", "o1"), ("timestamp", 1))),
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal("{}", Encoding.UTF8.GetString(warm.Response.Span));
        Assert.Equal(1, run.RecordCount);
        Assert.Equal("o1", Assert.Single(TenantTable.Updates).Key["pk"].GetText());
    }

    private static readonly RecordingDynamoDb TenantTable = new();

    private static StreamOptions Options()
    {
        var options = configuration.ToStreamOptions().UseAws() with
        {
            Middleware =
            [
                // Answers the schedule that keeps the function warm.
                (call, next) => IsWarmUp(call.Payload) ? new(InvocationResult.Answer("{}"u8.ToArray())) : next(call),
                // Each tenant's data has ports of its own.
                (call, next) => next(call with { Options = PortsOf(TenantOf(call.Payload), call.Options) }),
                async (call, next) =>
                {
                    var result = await next(call);
                    Console.WriteLine(
                        $"{call.Context.RequestId}: {result.RecordCount} records, {result.FaultCount} faults"
                    );
                    return result;
                },
            ],
        };
        return options;
    }

    private static bool IsWarmUp(ReadOnlyMemory<byte> payload) => payload.Span.IndexOf("\"warmer\""u8) >= 0;

    private static string TenantOf(ReadOnlyMemory<byte> payload) => payload.IsEmpty ? "none" : "blue";

    private static StreamOptions PortsOf(string tenant, StreamOptions options) =>
        options with
        {
            DynamoDb = TenantTable,
            EntityTableName = $"view-{tenant}",
        };

    private sealed class Prices : IPrices
    {
        public int Current => 12;
    }

    private static class OrderRules
    {
        public static Materialize Priced(IPrices prices) =>
            new Materialize
            {
                Id = "priced",
                EventType = "order-placed",
                ToUpdateRequest = uow =>
                    UpdateRequest
                        .For(pk: uow.Event.PartitionKey, sk: "order")
                        .Set("price", prices.Current)
                        .Set("timestamp", uow.Event.Timestamp)
                        .IfNewer(),
            };
    }
}
