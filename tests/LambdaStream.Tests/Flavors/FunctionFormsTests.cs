using System.Linq.Expressions;
using System.Reflection;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>Whatever the flavor: each function of a rule has a synchronous and an asynchronous form, and only one may be set.</summary>
public class FunctionFormsTests
{
    private const string Async = nameof(Async);

    // A key of a dictionary is asked for where nobody can wait, and which fields are secret is known.
    private static readonly string[] WithoutAsyncForm =
    [
        $"{nameof(Job)}.{nameof(Job.ToCursorKey)}",
        $"{nameof(Rule)}.{nameof(Rule.ToEncryption)}",
    ];

    private static readonly StreamOptions Complete = new()
    {
        DynamoDb = new RecordingDynamoDb(),
        EventBridge = new RecordingEventBridge(),
        S3 = new RecordingS3(),
        TimestreamWrite = new RecordingTimestream(),
        Sqs = new RecordingSqs(),
        Sns = new RecordingSns(),
        Lambda = new RecordingLambda(),
        BusName = "bus",
        EventTableName = "events",
    };

    private static readonly Type[] Flavors =
    [
        .. typeof(Rule)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Rule)) && type != typeof(Pipeline)),
    ];

    public static TheoryData<Type, string> Functions()
    {
        var functions = new TheoryData<Type, string>();
        foreach (var flavor in Flavors)
        {
            foreach (var property in flavor.GetProperties().Where(IsFunctionOfTheUser))
                functions.Add(flavor, property.Name);
        }
        return functions;
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void BothForms_DoNotStart(Type flavor, string function)
    {
        var sync = flavor.GetProperty(function)!;
        if (WithoutAsyncForm.Contains($"{sync.DeclaringType!.Name}.{function}"))
            return;
        var async = flavor.GetProperty(function + Async);
        Assert.True(async is not null, $"{flavor.Name}.{function} has no asynchronous form.");
        var rule = (Rule)Activator.CreateInstance(flavor)!;
        typeof(Rule).GetProperty(nameof(Rule.Id))!.SetValue(rule, "both");
        sync.SetValue(rule, Nothing(sync.PropertyType));
        async.SetValue(rule, Nothing(async.PropertyType));

        var error = Assert.Throws<InvalidProcessorException>(() => new Processor(From.DynamoDb(), Complete, rule));

        Assert.Contains(
            error.Problems,
            found =>
                found == new RuleProblem("both", $"{function} and {function}{Async} are both set. Set one of them.")
        );
    }

    [Fact]
    public void EveryListOfFilters_HasAnAsynchronousForm()
    {
        var lists = Flavors
            .SelectMany(flavor => flavor.GetProperties())
            .Where(property => property.PropertyType == typeof(IReadOnlyList<Func<UnitOfWork, bool>>))
            .ToList();

        Assert.Equal(Flavors.Length + 1, lists.Count);
        Assert.All(
            lists,
            list =>
                Assert.Equal(
                    typeof(IReadOnlyList<Func<UnitOfWork, CancellationToken, ValueTask<bool>>>),
                    list.ReflectedType!.GetProperty(list.Name + Async)?.PropertyType
                )
        );
    }

    [Fact]
    public void TheTest_SeesAllFlavors()
    {
        Assert.Equal(15, Flavors.Length);
        Assert.Contains(Functions(), row => row.Data.Item1 == typeof(Cdc) && row.Data.Item2 == nameof(Cdc.ToEvent));
    }

    [Fact]
    public void BothFormsOfASplitting_DoNotStart()
    {
        var rule = new MaterializeTimestream
        {
            Id = "both",
            EventType = "a",
            ToWriteRequest = _ => null,
            Split = new() { On = _ => [], OnAsync = (_, _) => new([]) },
        };

        var error = Assert.Throws<InvalidProcessorException>(() => new Processor(From.Kinesis(), Complete, rule));

        Assert.Equal(
            "Split.On and Split.OnAsync are both set. Set one of them.",
            Assert.Single(error.Problems).Problem
        );
    }

    [Fact]
    public void NothingInFlight_DoesNotStart()
    {
        var rule = new Expired { Id = "none", Parallel = 0 };

        var error = Assert.Throws<InvalidProcessorException>(() => new Processor(From.DynamoDb(), Complete, rule));

        Assert.StartsWith("Parallel is 0.", Assert.Single(error.Problems).Problem, StringComparison.Ordinal);
    }

    private static bool IsFunctionOfTheUser(PropertyInfo property) =>
        !property.Name.EndsWith(Async, StringComparison.Ordinal)
        && property.PropertyType.IsAssignableTo(typeof(Delegate))
        && property.PropertyType.GetMethod("Invoke")!.GetParameters() is [var first, ..]
        && first.ParameterType == typeof(UnitOfWork);

    // A function of the type that gives what nothing is there.
    private static Delegate Nothing(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return Expression
            .Lambda(
                type,
                Expression.Default(invoke.ReturnType),
                invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))
            )
            .Compile();
    }
}
