using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class RuleTests
{
    private static readonly StreamOptions Complete = new()
    {
        DynamoDb = new RecordingDynamoDb(),
        EventBridge = new RecordingEventBridge(),
        BusName = "bus",
        EntityTableName = "entities",
    };

    private static readonly Materialize GoodMaterialize = new()
    {
        Id = "m",
        EventType = "a",
        ToUpdateRequest = _ => null,
    };

    [Fact]
    public void Processor_TakesGoodRules() =>
        _ = new Processor(From.Kinesis(), Complete, GoodMaterialize, new Cdc { Id = "c", EventType = "a" });

    [Fact]
    public void Processor_NamesEverythingThatIsWrong()
    {
        var error = Assert.Throws<InvalidProcessorException>(() =>
            new Processor(
                From.Kinesis(),
                new StreamOptions(),
                new Materialize { Id = "m" },
                new Cdc { Id = "c", EventType = [] }
            )
        );

        Assert.Equal(
            [
                new(
                    "m",
                    "EventType is missing. Set a type, several in brackets, a Regex, or EventTypes.Where(type => ...)."
                ),
                new(
                    "m",
                    "The port DynamoDb is missing. Set StreamOptions.DynamoDb, or all ports at once, for example with UseLocal(world)."
                ),
                new("m", "It has no table. Set TableName, or ENTITY_TABLE_NAME."),
                new("m", "ToUpdateRequest is missing. Set ToUpdateRequest, or ToUpdateRequestAsync."),
                new("c", "EventType is an empty list, so the rule would never run."),
                new(
                    "faults",
                    "They are published to EventBridge, but there is no port. Set StreamOptions.EventBridge, or Publish."
                ),
                new(
                    "faults",
                    "They are published to EventBridge, but there is no bus. Set StreamOptions.BusName, or BUS_NAME."
                ),
            ],
            error.Problems
        );
        Assert.Equal(
            string.Join(
                Environment.NewLine,
                error.Problems.Select(problem => $"Rule '{problem.RuleId}': {problem.Problem}")
            ),
            error.Message
        );
    }

    [Fact]
    public void Processor_ARuleThatCannotPublish_IsToldByItsName()
    {
        var own = new Sinks.PublishOptions { StreamName = "own", Kinesis = new RecordingKinesis() };
        var error = Assert.Throws<InvalidProcessorException>(() =>
            new Processor(
                From.DynamoDb(),
                Complete with
                {
                    BusName = null,
                    FaultOptions = new() { BusName = "faults" },
                },
                new Cdc { Id = "no bus", EventType = "a" },
                new Cdc
                {
                    Id = "no stream",
                    EventType = "a",
                    Publish = Publisher.Kinesis,
                },
                new Expired { Id = "no delivery stream", Publish = Publisher.Firehose },
                new Cdc
                {
                    Id = "fine",
                    EventType = "a",
                    Publish = Publisher.Kinesis,
                    PublishOptions = own,
                },
                new Cdc
                {
                    Id = "its own",
                    EventType = "a",
                    Publish = new((units, _) => units),
                }
            )
        );

        Assert.Equal(
            [
                (
                    "no bus",
                    "Its events are published to EventBridge, but there is no bus. Set StreamOptions.BusName, or BUS_NAME."
                ),
                (
                    "no stream",
                    "Its events are published to Kinesis, but there is no port. Set StreamOptions.Kinesis, or Publish."
                ),
                (
                    "no stream",
                    "Its events are published to Kinesis, but there is no stream. Set StreamOptions.StreamName, or STREAM_NAME."
                ),
                (
                    "no delivery stream",
                    "Its events are published to Firehose, but there is no port. Set StreamOptions.Firehose, or Publish."
                ),
                (
                    "no delivery stream",
                    "Its events are published to Firehose, but there is no stream. Set StreamOptions.DeliveryStreamName, or DELIVERY_STREAM_NAME."
                ),
            ],
            error.Problems.Select(problem => (problem.RuleId, problem.Problem))
        );
    }

    [Fact]
    public void Processor_TwoRulesOfOneId_AreWrong() =>
        Assert.Equal(
            "2 rules have this id. Give each an id of its own.",
            ProblemOf(new Pipeline("p", units => units), new Pipeline("p", units => units))
        );

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Processor_ARuleWithoutAnId_IsWrong(string id) =>
        Assert.Equal("Id is empty. Give the rule a name.", ProblemOf(new Pipeline(id, units => units)));

    [Fact]
    public void Materialize_BothFormsOfAMapping_AreWrong()
    {
        Assert.Equal(
            "ToUpdateRequest and ToUpdateRequestAsync are both set. Set one of them.",
            ProblemOf(
                new Materialize
                {
                    Id = "m",
                    EventType = "a",
                    ToUpdateRequest = _ => null,
                    ToUpdateRequestAsync = (_, _) => default,
                }
            )
        );
        Assert.Equal(
            "ToFallbackUpdateRequest and ToFallbackUpdateRequestAsync are both set. Set one of them.",
            ProblemOf(
                new Materialize
                {
                    Id = "m",
                    EventType = "a",
                    ToUpdateRequest = _ => null,
                    ToFallbackUpdateRequest = _ => null,
                    ToFallbackUpdateRequestAsync = (_, _) => default,
                }
            )
        );
    }

    [Fact]
    public void Materialize_ATableOfAnyKind_IsEnough()
    {
        var none = Complete with { EntityTableName = null };

        Assert.Empty(Problems(none with { EventTableName = "events" }, GoodMaterialize));
        Assert.Single(Problems(none, GoodMaterialize));
        Assert.Empty(
            Problems(
                none,
                new Materialize
                {
                    Id = "m",
                    EventType = "a",
                    TableName = "own",
                    ToUpdateRequest = _ => null,
                }
            )
        );
    }

    [Fact]
    public void Cdc_BothFormsOfAMapping_AreWrong() =>
        Assert.Equal(
            "ToEvent and ToEventAsync are both set. Set one of them.",
            ProblemOf(
                new Cdc
                {
                    Id = "c",
                    EventType = "a",
                    ToEvent = _ => null,
                    ToEventAsync = (_, _) => default,
                }
            )
        );

    [Fact]
    public void Cdc_TwoQueries_AreWrong() =>
        Assert.Equal(
            "ToQueryRequest and QueryRelated are both set. Set one of them.",
            ProblemOf(
                new Cdc
                {
                    Id = "c",
                    EventType = "a",
                    QueryRelated = true,
                    ToQueryRequest = _ => null,
                }
            )
        );

    [Fact]
    public void Cdc_NeedsATableOnlyWhereItReads()
    {
        var options = Complete with { DynamoDb = null };

        Assert.Empty(Problems(options, new Cdc { Id = "c", EventType = "a" }));
        Assert.NotEmpty(
            Problems(
                options,
                new Cdc
                {
                    Id = "c",
                    EventType = "a",
                    QueryRelated = true,
                }
            )
        );
        Assert.NotEmpty(
            Problems(
                options,
                new Cdc
                {
                    Id = "c",
                    EventType = "a",
                    ToGetRequest = _ => null,
                }
            )
        );
    }

    [Fact]
    public void Processor_PipelineIdsOfOtherFunctions_AreNoProblem()
    {
        var options = Complete with { EnabledPipelines = ["m", "elsewhere"], DisabledPipelines = ["nowhere"] };

        Assert.Empty(Problems(options, GoodMaterialize));
    }

    // In the Node library every event is dropped then, with a success.
    [Fact]
    public void Processor_WithoutAPipelineThatRuns_DoesNotStart()
    {
        Assert.Single(Problems(Complete with { EnabledPipelines = ["elsewhere"] }, GoodMaterialize));
        Assert.Single(Problems(Complete with { DisabledPipelines = ["m"] }, GoodMaterialize));
    }

    [Fact]
    public void RuleCheck_OnesOwnRule_CanSayWhatIsWrong()
    {
        Assert.Equal("The moon is not full.", ProblemOf(new Own { Id = "own" }));
    }

    private static string ProblemOf(params Rule[] rules) => Assert.Single(Problems(Complete, rules)).Problem;

    private static IReadOnlyList<RuleProblem> Problems(StreamOptions options, params Rule[] rules)
    {
        try
        {
            _ = new Processor(From.Kinesis(), options, rules);
            return [];
        }
        catch (InvalidProcessorException error)
        {
            return error.Problems;
        }
    }

    private sealed class Own : Rule
    {
        public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) => units;

        protected override void Validate(RuleCheck check)
        {
            check.Require(true, "The sun does not shine.");
            check.Require(false, "The moon is not full.");
        }
    }
}
