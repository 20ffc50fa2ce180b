using LambdaStream.Sources;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>A source whose events stand elsewhere, as in the objects of a bucket: its own head gets them, before all other steps.</summary>
public class SourceHeadTests
{
    private static readonly byte[] Payload =
        """[{"name":"m1","keys":["a","b"]},{"name":"m2","keys":["c"]}]"""u8.ToArray();

    [Fact]
    public async Task Head_TheEventsThatItGets_GoToThePipelinesOfTheirTypes()
    {
        var driver = new FunctionDriver(
            new FetchingSource(key => Event.Of($"thing-{key}", ("id", key))),
            new Pipeline("a", "thing-a", units => units),
            new Pipeline("all", units => units)
        );

        var run = await driver.InvokeAsync(Payload);

        Assert.Equal(2, run.Result.RecordCount);
        Assert.Equal(["a"], run.Units.Where(uow => uow.Pipeline == "a").Ids());
        Assert.Equal(["a", "b", "c"], run.Units.Where(uow => uow.Pipeline == "all").Ids().Order());
        Assert.Equal([0, 0, 1], run.Units.Where(uow => uow.Pipeline == "all").Select(uow => uow.Record!.Index).Order());
    }

    [Fact]
    public async Task Head_WhatCannotBeFetched_IsAFaultThatKeepsItsRecord()
    {
        var driver = new FunctionDriver(
            new FetchingSource(key =>
                key == "b" ? throw new InvalidOperationException("gone") : Event.Of("t", ("id", key))
            ),
            new Pipeline("all", units => units)
        );

        var run = await driver.InvokeAsync(Payload);

        Assert.Equal(["a", "c"], run.Units.Ids().Order());
        var fault = Assert.Single(run.Faults);
        Assert.Equal("gone", fault["err"]["message"].GetString());
        Assert.Equal("\"b\"", fault["uow"]["record"].ToString());
    }

    [Fact]
    public async Task Head_ARetryableFailure_BringsTheOuterRecordBackOnce()
    {
        var driver = new FunctionDriver(
            new FetchingSource(key => key is "a" or "b" ? throw new TimeoutException() : Event.Of("t", ("id", key))),
            new Pipeline("all", units => units)
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };

        var run = await driver.InvokeAsync(Payload);

        Assert.Equal(["m1"], run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task Head_TheOptionsHead_ComesBehindIt()
    {
        var driver = new FunctionDriver(
            new FetchingSource(key => Event.Of("t", ("id", key))),
            new Pipeline("all", units => units)
        );
        driver.Options = driver.Options with { Head = units => units.Filter(uow => uow.Event.Id != "b") };

        var run = await driver.InvokeAsync(Payload);

        Assert.Equal(["a", "c"], run.Units.Ids().Order());
        Assert.Empty(run.Faults);
    }

    private sealed class FetchingSource(Func<string, Event> fetch) : Source
    {
        internal override string Name => "Test";

        internal override Checkpoint Checkpoint => Checkpoint.Each;

        internal override Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? Head =>
            units =>
                units.Map(
                    async (uow, _) =>
                    {
                        await Task.Yield();
                        return uow.With(fetch(uow.Record!.Json.GetString()!));
                    }
                );

        internal override void Read(Json payload, Intake intake)
        {
            foreach (var record in payload.Validated().EnumerateArray())
            {
                var keys = new List<Json>();
                foreach (var key in record["keys"].EnumerateArray())
                    keys.Add(key);
                intake.Several(new(record, record["name"], record["name"]), keys, awaitsEvent: true);
            }
        }
    }
}
