using LambdaStream.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LambdaStream.Tests.DependencyInjection;

public class ProcessorServicesTests
{
    private readonly RecordingDynamoDb _dynamoDb = new();

    [Fact]
    public async Task AddProcessor_RunsTheRulesThatAreServices()
    {
        var services = Services();
        services.AddSingleton(new Prices(12));
        services.AddRule(provider => Priced(provider.GetRequiredService<Prices>()));
        services.AddSingleton<Rule>(new Pipeline("idle", units => units.Filter(_ => false)));
        await using var provider = services.BuildServiceProvider();

        await provider
            .GetRequiredService<Processor>()
            .InvokeAsync(
                Records.Kinesis(Event.Of("thing-created", ("id", "1"), ("partitionKey", "t1"))),
                cancellationToken: TestContext.Current.CancellationToken
            );

        Assert.Equal("orders", _dynamoDb.Updates[0].TableName);
        Assert.Equal(12, _dynamoDb.Updates[0].ExpressionAttributeValues![":price"].GetInt64());
    }

    [Fact]
    public async Task ARuleThatIsWrong_IsAnErrorOfTheStart()
    {
        var services = Services();
        services.AddRule(_ => new Materialize { Id = "m", EventType = "thing-created" });
        await using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<InvalidProcessorException>(provider.GetRequiredService<Processor>);

        Assert.Contains("ToUpdateRequest is missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AddProcessor_LogsToTheFactoryOfTheOptionsElseOfTheServices(bool isInOptions)
    {
        using var ofServices = new Categories();
        using var ofOptions = new Categories();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(ofServices);
        services.AddRule(_ => new Pipeline(
            "logging",
            units => units.Filter(uow => uow.Logger.IsEnabled(LogLevel.Information))
        ));
        services.AddProcessor(
            From.Kinesis(),
            _ => new StreamOptions
            {
                BusName = "bus",
                EventBridge = new RecordingEventBridge(),
                LoggerFactory = isInOptions ? ofOptions : null,
            }
        );
        await using var provider = services.BuildServiceProvider();

        await provider
            .GetRequiredService<Processor>()
            .InvokeAsync(
                Records.Kinesis(Event.Of("thing-created", ("id", "1"), ("partitionKey", "t1"))),
                cancellationToken: TestContext.Current.CancellationToken
            );

        Assert.Equal(isInOptions, ofOptions.Names.Any(name => name.EndsWith("logging", StringComparison.Ordinal)));
        Assert.Equal(!isInOptions, ofServices.Names.Any(name => name.EndsWith("logging", StringComparison.Ordinal)));
    }

    [Fact]
    public void ToStreamOptions_ReadsAConfigurationUnderTheNamesOfTheVariables()
    {
        var configuration = Configured(("bus_name", "events"), ("PARALLEL", "7"), ("tenants:BUS_NAME", "other"));

        var options = configuration.ToStreamOptions();

        Assert.Equal("events", options.BusName);
        Assert.Equal(7, options.UpdateParallel);
        Assert.Equal("other", configuration.GetSection("tenants").ToStreamOptions().BusName);
    }

    [Fact]
    public void ToStreamOptions_ANumberThatIsNone_NamesTheSetting()
    {
        var error = Assert.Throws<FormatException>(() => Configured(("PARALLEL", "many")).ToStreamOptions());

        Assert.Contains("PARALLEL is 'many'", error.Message, StringComparison.Ordinal);
    }

    private ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddProcessor(
            From.Kinesis(),
            _ =>
                Configured(("ENTITY_TABLE_NAME", "orders"), ("BUS_NAME", "events")).ToStreamOptions() with
                {
                    DynamoDb = _dynamoDb,
                    EventBridge = new RecordingEventBridge(),
                }
        );
        return services;
    }

    private static Materialize Priced(Prices prices) =>
        new()
        {
            Id = "priced",
            EventType = "thing-created",
            ToUpdateRequest = uow =>
                UpdateRequest.For(pk: uow.Event.PartitionKey, sk: "thing").Set("price", prices.Current),
        };

    private static IConfiguration Configured(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))
            )
            .Build();

    private sealed record Prices(int Current);

    private sealed class Categories : ILoggerFactory
    {
        public List<string> Names { get; } = [];

        public ILogger CreateLogger(string categoryName)
        {
            Names.Add(categoryName);
            return NullLogger.Instance;
        }

        public void AddProvider(ILoggerProvider provider) { }

        public void Dispose() { }
    }
}
