using System.Collections.Concurrent;
using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class ConcurrentInvocationsTests
{
    private const int InvocationCount = 32;
    private const int RecordCount = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RecordingDynamoDb _dynamoDb = new();
    private readonly RecordingEventBridge _eventBridge = new();
    private readonly ConcurrentBag<(string Invocation, string Answer)> _answers = [];
    private int _arrived;
    private int _queries;

    [Fact]
    public async Task InvocationsOfOneProcessor_ShareNothing()
    {
        _dynamoDb.OnQuery = async (_, _) =>
        {
            var number = Interlocked.Increment(ref _queries);
            await Task.Yield();
            return new QueryResponse { Items = [Item.Of(("answer", $"{number}"))] };
        };
        _dynamoDb.OnUpdateItem = async (request, _) =>
        {
            await Task.Yield();
            return request.Key["pk"].GetText()!.EndsWith("-down", StringComparison.Ordinal)
                ? throw new ServiceException("Unavailable", "down") { StatusCode = HttpStatusCode.ServiceUnavailable }
                : new UpdateItemResponse();
        };
        var processor = new Processor(From.Sqs(), Options(), Interleaved(), Asking(), Writing());

        var runs = await Task.WhenAll(Enumerable.Range(0, InvocationCount).Select(i => InvokeAsync(processor, i)))
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.All(
            runs,
            (run, i) =>
            {
                Assert.Equal([$"poison of {i}"], run.Faults.Select(fault => fault["err"]["message"].GetString()));
                Assert.Equal(1, run.Result.FaultCount);
                Assert.Equal(RecordCount, run.Result.RecordCount);
                Assert.All(run.Units, uow => Assert.Equal($"{i}", uow.Invocation.RequestId));
                Assert.All(run.Units, uow => Assert.StartsWith($"{i}-", uow.Event.Id, StringComparison.Ordinal));
                // Every second one meets a table that is down, for its own records only.
                Assert.Equal(i % 2 == 0 ? RecordCount - 1 : 0, run.Result.BatchItemFailures.Count);
                Assert.Equal(i % 2 == 0 ? 1 : 0, run.Result.DownTargets.Count);
            }
        );
        // A cache of an invocation answers all of its units, and none of another one's.
        Assert.Equal(InvocationCount, _queries);
        Assert.Equal(InvocationCount, _answers.Distinct().Count());
        Assert.Equal(InvocationCount, _answers.DistinctBy(answer => answer.Answer).Count());
        // No batch of the bus has faults of two invocations.
        Assert.All(
            _eventBridge.Requests,
            request => Assert.Single(request.Entries.Select(entry => InvocationOf(entry.Detail)).Distinct())
        );
    }

    [Fact]
    public async Task TheEndOfOneInvocation_IsNotThatOfTheOthers()
    {
        using var end = new CancellationTokenSource();
        var processor = new Processor(
            From.Sqs(),
            Options(),
            new Pipeline("p", units => units.Tap(async (_, token) => await _all.Task.WaitAsync(token)))
        );

        var ending = processor.InvokeAsync(Payload(0), cancellationToken: end.Token).AsTask();
        var others = Enumerable
            .Range(1, InvocationCount)
            .Select(i => processor.InvokeAsync(Payload(i)).AsTask())
            .ToList();
        await end.CancelAsync();
        var ended = await ending.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _all.SetResult();
        var done = await Task.WhenAll(others).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(RecordCount, ended.BatchItemFailures.Count);
        Assert.All(done, result => Assert.Empty(result.BatchItemFailures));
    }

    private static async Task<DrivenInvocation> InvokeAsync(Processor processor, int number)
    {
        var units = new List<UnitOfWork>();
        var faults = new List<Event>();
        var sync = new Lock();
        var result = await processor.InvokeAsync(
            Payload(number),
            new()
            {
                RequestId = $"{number}",
                Output = uow =>
                {
                    lock (sync)
                        units.Add(uow);
                },
                Faulted = fault =>
                {
                    lock (sync)
                        faults.Add(fault);
                },
            }
        );
        return new(result, units, faults);
    }

    // All invocations are in their middle before any goes on, and change places at each record.
    private Pipeline Interleaved() =>
        new(
            "interleaved",
            units =>
                units.Parallel(
                    4,
                    async (uow, _) =>
                    {
                        if (uow.Event.Id!.EndsWith("-0", StringComparison.Ordinal))
                        {
                            if (Interlocked.Increment(ref _arrived) == InvocationCount)
                                _all.SetResult();
                            await _all.Task;
                        }
                        await Task.Yield();
                        return IsPoison(uow) ? throw new FormatException($"poison of {InvocationOf(uow)}") : uow;
                    }
                )
        );

    private Pipeline Asking() =>
        new(
            "asking",
            units =>
                units
                    .Map(uow =>
                        uow.With(
                            Slots.QueryRequest,
                            new QueryRequest { KeyConditionExpression = "pk = :pk", TableName = "table" }
                        )
                    )
                    .QueryAllDynamoDb()
                    .Tap(uow =>
                        _answers.Add((InvocationOf(uow), uow.Get(Slots.QueryResponse)![0]["answer"].GetText()!))
                    )
        );

    private static Materialize Writing() =>
        new()
        {
            Id = "writing",
            Filters = [uow => !IsPoison(uow)],
            EventType = EventTypes.StartingWith("thing-"),
            ToUpdateRequest = uow =>
                UpdateRequest.For(
                    pk: uow.Event.Id + (int.Parse(InvocationOf(uow)) % 2 == 0 ? "-down" : ""),
                    sk: "thing"
                ),
        };

    private static bool IsPoison(UnitOfWork uow) => uow.Event.Id!.EndsWith("-7", StringComparison.Ordinal);

    private static string InvocationOf(UnitOfWork uow) => uow.Event.Id!.Split('-')[0];

    private static string InvocationOf(Json detail) =>
        Json.Parse(detail.ToString())["err"]["message"].GetString()!.Split(' ')[^1];

    private static byte[] Payload(int number) =>
        Records.Sqs(Enumerable.Range(0, RecordCount).Select(i => Events.Of($"{number}-{i}")));

    private StreamOptions Options() =>
        new()
        {
            DynamoDb = _dynamoDb,
            EventBridge = _eventBridge,
            BusName = "bus",
            EntityTableName = "entities",
            ReportBatchItemFailures = true,
            Retryable = Retryable.IsRetryable,
        };
}
