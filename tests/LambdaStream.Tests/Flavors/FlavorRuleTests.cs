using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>What is said of wrong rules when a function starts.</summary>
public class FlavorRuleTests
{
    private static readonly StreamOptions Complete = new()
    {
        DynamoDb = new RecordingDynamoDb(),
        EventBridge = new RecordingEventBridge(),
        BusName = "bus",
        EventTableName = "events",
    };

    public static TheoryData<Rule, string> Wrong =>
        new()
        {
            {
                new Update { Id = "r", ToUpdateRequest = _ => null },
                "EventType is missing."
            },
            {
                new Update { Id = "r", EventType = "a" },
                "ToUpdateRequest is missing."
            },
            {
                new Update
                {
                    Id = "r",
                    EventType = "a",
                    ToUpdateRequest = _ => null,
                    ToQueryRequest = _ => null,
                    ToQueryRequestAsync = (_, _) => default,
                },
                "ToQueryRequest and ToQueryRequestAsync are both set."
            },
            {
                new Update
                {
                    Id = "r",
                    EventType = "a",
                    ToUpdateRequest = _ => null,
                    ToGetRequest = _ => null,
                    ToGetRequestAsync = (_, _) => default,
                },
                "ToGetRequest and ToGetRequestAsync are both set."
            },
            {
                new Collect { Id = "r" },
                "EventType is missing."
            },
            {
                new Collect
                {
                    Id = "r",
                    EventType = "a",
                    CorrelationKey = "order.id",
                    ToCorrelationKey = _ => "",
                },
                "CorrelationKey and ToCorrelationKey are both set."
            },
            {
                new Collect
                {
                    Id = "r",
                    EventType = "a",
                    CorrelationKey = "",
                },
                "CorrelationKey is empty."
            },
            {
                new Collect
                {
                    Id = "r",
                    EventType = "a",
                    ToCorrelationKey = _ => "",
                    ToCorrelationKeyAsync = (_, _) => default,
                },
                "ToCorrelationKey and ToCorrelationKeyAsync are both set."
            },
            {
                new Collect
                {
                    Id = "r",
                    EventType = "a",
                    TtlDays = 1,
                    ToTtl = _ => 1,
                },
                "TtlDays and ToTtl are both set."
            },
            {
                new Collect
                {
                    Id = "r",
                    EventType = "a",
                    TtlDays = -1,
                },
                "TtlDays is negative"
            },
            {
                new Collect
                {
                    Id = "r",
                    EventType = "a",
                    ToPutRequest = _ => null,
                    ToPutRequestAsync = (_, _) => default,
                },
                "ToPutRequest and ToPutRequestAsync are both set."
            },
            {
                new Correlate { Id = "r", EventType = "a" },
                "CorrelationKey is missing."
            },
            {
                new Evaluate { Id = "r", EventType = "a" },
                "Emit is missing."
            },
            {
                new Evaluate { Id = "r", Emit = "b" },
                "EventType is missing."
            },
            {
                new Evaluate
                {
                    Id = "r",
                    EventType = "a",
                    Emit = "b",
                    ToEvent = (_, _) => null,
                },
                "Emit and ToEvent are both set."
            },
            {
                new Evaluate
                {
                    Id = "r",
                    EventType = "a",
                    ToEvent = (_, _) => null,
                    ToEventAsync = (_, _, _) => default,
                },
                "ToEvent and ToEventAsync are both set."
            },
            {
                new Evaluate
                {
                    Id = "r",
                    EventType = "a",
                    Emit = "b",
                    Expression = _ => true,
                    ExpressionAsync = (_, _) => default,
                },
                "Expression and ExpressionAsync are both set."
            },
            {
                new Evaluate
                {
                    Id = "r",
                    EventType = "a",
                    Emit = "b",
                    LookAgainAfter = TimeSpan.FromSeconds(-1),
                },
                "LookAgainAfter is negative."
            },
            {
                new Job { Id = "r", EventType = "a" },
                "The job would do nothing."
            },
            {
                new Job { Id = "r", ToEvent = _ => null },
                "EventType is missing."
            },
            {
                new Job
                {
                    Id = "r",
                    EventType = "a",
                    ToCursorUpdateRequest = _ => null,
                    ToCursorUpdateRequestAsync = (_, _) => default,
                },
                "ToCursorUpdateRequest and ToCursorUpdateRequestAsync are both set."
            },
            {
                new Job
                {
                    Id = "r",
                    EventType = "a",
                    ToEvent = _ => null,
                    ToScanRequest = _ => null,
                    ToScanRequestAsync = (_, _) => default,
                },
                "ToScanRequest and ToScanRequestAsync are both set."
            },
            {
                new Cdc
                {
                    Id = "r",
                    EventType = "a",
                    QueryRelated = true,
                    ToQueryRequestAsync = (_, _) => default,
                },
                "ToQueryRequest and QueryRelated are both set."
            },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Wrong))]
    public void AWrongRule_IsNamedWithWhatIsWrong(Rule rule, string problem)
    {
        var error = Assert.Throws<InvalidProcessorException>(() => new Processor(From.DynamoDb(), Complete, rule));

        var found = Assert.Single(error.Problems);
        Assert.Equal("r", found.RuleId);
        Assert.StartsWith(problem, found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutATableOrPort_EveryRuleThatNeedsOneIsNamed()
    {
        var options = Complete with { DynamoDb = null, EventTableName = null };
        Rule[] rules =
        [
            new Update
            {
                Id = "update",
                EventType = "a",
                ToUpdateRequest = _ => null,
            },
            new Collect { Id = "collect", EventType = "a" },
            new Correlate
            {
                Id = "correlate",
                EventType = "a",
                CorrelationKey = "b",
            },
            new Evaluate
            {
                Id = "complex",
                EventType = "a",
                Emit = "b",
                Expression = _ => true,
            },
            new Evaluate
            {
                Id = "simple",
                EventType = "a",
                Emit = "b",
            },
            new Expired { Id = "expired" },
        ];

        var error = Assert.Throws<InvalidProcessorException>(() => new Processor(From.DynamoDb(), options, rules));

        Assert.Equal(
            ["update", "collect", "correlate", "complex"],
            error
                .Problems.Where(found => found.Problem.StartsWith("It has no table", StringComparison.Ordinal))
                .Select(found => found.RuleId)
        );
        Assert.Equal(
            ["update", "collect", "correlate", "complex"],
            error
                .Problems.Where(found => found.Problem.StartsWith("The port DynamoDb", StringComparison.Ordinal))
                .Select(found => found.RuleId)
        );
    }
}
