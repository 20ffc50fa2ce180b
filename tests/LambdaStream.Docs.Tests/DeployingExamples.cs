namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/deploying.md, compiled. The class is run; a program like the other one is, in the tests of the runtime.</summary>
public class DeployingExamples
{
    private static readonly RecordingDynamoDb Table = new();

    private static readonly StreamOptions options = new()
    {
        DynamoDb = Table,
        EventBridge = new RecordingEventBridge(),
        BusName = "bus",
        EntityTableName = "view",
    };

    private static readonly Rule[] rules =
    [
        new Materialize
        {
            Id = "thing",
            EventType = "thing-created",
            ToUpdateRequest = uow => UpdateRequest.For(pk: uow.Event.PartitionKey, sk: "thing").Set("name", "x"),
        },
    ];

    /// <summary>What Lambda hands to a class; that of Amazon.Lambda.Core has these members.</summary>
    public interface ILambdaContext
    {
        TimeSpan RemainingTime { get; }

        string AwsRequestId { get; }
    }

    public static async Task<int> Program()
    {
        return await LambdaFunction.RunAsync(async () =>
        {
            var options = StreamOptions.FromEnvironment().UseAws() with { ReportBatchItemFailures = true };
            await options.ConnectAsync(); // opens the connections while the function starts
            return new Processor(From.Kinesis(), options, rules);
        });
    }

    [Fact]
    public async Task AClassHandler_Processes()
    {
        var payload = new MemoryStream(
            Records.Kinesis(Event.Of("thing-created", ("id", "1"), ("partitionKey", "t1"), ("timestamp", 1)))
        );

        await new Function().HandleAsync(payload, new Context());

        Assert.Equal("t1", Assert.Single(Table.Updates).Key["pk"].GetText());
    }

    private sealed class Context : ILambdaContext
    {
        public TimeSpan RemainingTime => TimeSpan.FromMinutes(1);

        public string AwsRequestId => "1";
    }

    public class Function
    {
        private readonly LambdaHandler _handler = new(new Processor(From.Kinesis(), options, rules));

        public Task<Stream> HandleAsync(Stream payload, ILambdaContext context) =>
            _handler.HandleAsync(payload, context.RemainingTime, context.AwsRequestId);
    }
}
