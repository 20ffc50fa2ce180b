using FaultMonitor;
using LambdaStream;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace Samples.Tests;

public class FaultMonitorTests
{
    [Fact]
    public async Task TheStory_LosesNothing()
    {
        var report = await Story.TellAsync();

        Assert.True(report.IsSuccess);
        Assert.Equal(
            "events 5 · rows 4 · faults 7 · resubmitted 6 · open 1 · lost 0",
            Printed.LastLine(Printed.Of(report.Print))
        );
    }

    [Fact]
    public async Task AResubmission_GoesThroughOnceTheCauseIsGone()
    {
        var report = await Story.TellAsync();

        Assert.Equal(["bread, milk, oil", "bread, milk, oil", "oil"], report.Steps.Select(step => step.Open));
        Assert.Equal([2, 2, 4], report.Steps.Select(step => step.Rows));
    }

    [Fact]
    public async Task AStoredFault_IsAsItWasPublished()
    {
        var report = await Story.TellAsync();

        var fault = report.Faults[0];
        Assert.Equal(("fault", "prices"), (fault.Type, fault.Tag("pipeline")));
        Assert.Equal("price-service-local-listener", fault.Tag("functionname"));
        Assert.True(fault["uow"]["record"]["kinesis"]["data"].IsDefined);
    }

    [Theory]
    [InlineData("", null, null, "r1 r2+r3")]
    [InlineData("", "f", null, "r1")]
    [InlineData("", null, "other", "r2+r3")]
    [InlineData("2026/", null, null, "")]
    public async Task Resubmit_CallsTheFunctionWithTheRecordsOfEachFaultThatIsMeant(
        string prefix,
        string? function,
        string? pipeline,
        string expected
    )
    {
        var lambda = new RecordingLambda { OnInvoke = (_, _) => new(new InvokeResponse { StatusCode = 200 }) };

        var run = await ResubmitAsync(lambda, Resubmit.Request(prefix, function, pipeline));

        Assert.Empty(run.Faults);
        Assert.Equal(
            expected,
            string.Join(' ', lambda.Requests.Cast<InvokeRequest>().Select(call => RecordsIn(call.Payload)))
        );
    }

    [Fact]
    public async Task Resubmit_WhatTheFunctionGivesBack_IsAFault()
    {
        var lambda = new RecordingLambda
        {
            OnInvoke = (_, _) =>
                new(
                    new InvokeResponse
                    {
                        StatusCode = 200,
                        Payload = """{"batchItemFailures":[{"itemIdentifier":"1"}]}"""u8.ToArray(),
                    }
                ),
        };

        var run = await ResubmitAsync(lambda, Resubmit.Request(function: "f"));

        Assert.Contains("gave the record back", Assert.Single(run.Faults)["err"]["message"].GetString());
    }

    private static async Task<DrivenInvocation> ResubmitAsync(RecordingLambda lambda, Event request)
    {
        var world = new World();
        var one = Fault("1", "f", "prices", Json.ObjectOf(("record", "r1")));
        var batch = Json.ObjectOf(
            ("batch", Json.ArrayOf(Json.ObjectOf(("record", "r2")), Json.ObjectOf(("record", "r3"))))
        );
        // The first is there twice.
        await world.Aws.TellAsync(world.Bus.Name, one, one, Fault("2", "g", "other", batch));
        await world.Aws.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
        var driver = new FunctionDriver(From.Direct(), Resubmit.Rule());
        driver.Options = driver.Options with { Lambda = lambda, S3 = world.Aws.S3, BucketName = world.Faults.Name };
        return await driver.InvokeAsync(request.ToJson().ToUtf8());
    }

    private static Event Fault(string id, string function, string pipeline, Json uow) =>
        Event.Of(
            "fault",
            ("id", id),
            ("timestamp", 1),
            ("tags", Json.ObjectOf(("functionname", function), ("pipeline", pipeline))),
            ("uow", uow)
        );

    private static string RecordsIn(ReadOnlyMemory<byte> payload)
    {
        var records = new List<string>();
        foreach (var record in Json.Parse(payload.ToArray())["Records"].EnumerateArray())
            records.Add(record.GetString()!);
        return string.Join('+', records);
    }
}
