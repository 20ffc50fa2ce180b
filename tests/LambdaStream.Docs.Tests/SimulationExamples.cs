using LambdaStream.Faults;
using LambdaStream.Local;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/simulation.md, compiled and run.</summary>
public class SimulationExamples
{
    [Fact]
    public void AView_IsRight_WhateverBefallsItsFunction()
    {
        var simulation = new Simulation(seed: 42);
        var world = simulation.World;
        var hub = world.Stream("hub", shards: 2);
        var view = world.Table("view", "pk", "sk");
        var dead = world.Queue("dead");

        // A table that takes its time, throttles a tenth of the requests, and at times does not tell what it has done.
        var failures = new TargetFailures(simulation)
        {
            MaxLatency = TimeSpan.FromSeconds(1),
            Throttled = 0.1,
            AnswerLost = 0.02,
        };
        var options = new StreamOptions
        {
            BusName = "default",
            EntityTableName = "view",
            ReportBatchItemFailures = true,
            Retryable = Retryable.IsRetryable,
        }.UseLocal(simulation) with
        {
            DynamoDb = new RecordingDynamoDb
            {
                OnUpdateItem = (request, token) =>
                    failures.CallAsync(token => world.DynamoDb.UpdateItemAsync(request, token), token),
            },
        };
        var function = simulation.Function(
            new Processor(From.Kinesis(), options, Things()),
            new() { Timeout = TimeSpan.FromSeconds(20), Crashed = 0.1 }
        );
        var mapping = world.Connect(
            hub,
            function,
            new()
            {
                BatchSize = 10,
                MaximumBatchingWindowInSeconds = 5,
                ParallelizationFactor = 2,
                ReportBatchItemFailures = true,
                BisectBatchOnFunctionError = true,
                MaximumRetryAttempts = 20,
                OnFailure = dead,
            }
        );

        simulation.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                hub.Put($"thing-{i % 7}", Changed(i).ToJson());
                await Task.Delay(TimeSpan.FromSeconds(1), simulation.Time);
            }
        });

        Assert.Empty(mapping.OnFailure);
        Assert.Equal(Enumerable.Range(193, 7), view.Items.Select(thing => (int)thing["number"].GetInt64()).Order());
    }

    private static Materialize Things() =>
        new()
        {
            Id = "thing",
            EventType = "thing-changed",
            ToUpdateRequest = uow =>
                UpdateRequest
                    .For(pk: uow.Event.PartitionKey, sk: "thing")
                    .Set("number", uow.Event["number"])
                    .Set("timestamp", uow.Event.Timestamp)
                    .IfNewer(),
        };

    private static Event Changed(int number) =>
        Event.Of(
            "thing-changed",
            ("id", $"{number}"),
            ("partitionKey", $"thing-{number % 7}"),
            ("timestamp", number),
            ("number", number)
        );
}
