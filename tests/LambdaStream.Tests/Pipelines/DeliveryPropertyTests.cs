using System.Globalization;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

/// <summary>
/// Random batches, pipelines and failures, delivered again as their source would until all is done: no record is lost, none is
/// acknowledged before all pipelines are done with it, and where order is promised none overtakes an earlier one of its key.
/// </summary>
public class DeliveryPropertyTests
{
    private const int Seeds = 400;
    private const int Pipelines = 2;

    [Theory]
    [InlineData(Kind.Kinesis, AfterFailure.GoOn)]
    [InlineData(Kind.Kinesis, AfterFailure.GoOnWithOtherKeys)]
    [InlineData(Kind.Kinesis, AfterFailure.Stop)]
    [InlineData(Kind.Kafka, AfterFailure.GoOnWithOtherKeys)]
    [InlineData(Kind.Kafka, AfterFailure.Stop)]
    [InlineData(Kind.Sqs, AfterFailure.GoOn)]
    [InlineData(Kind.SqsFifo, AfterFailure.GoOn)]
    public async Task DeliveredUntilAllIsDone_EverythingIsDone_InOrderWhereItIsPromised(Kind kind, AfterFailure policy)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var world = new World(seed, kind, policy);
            try
            {
                await SingleThread.RunAsync(world.RunAsync);
            }
            catch (Exception error)
            {
                Assert.Fail($"Seed {seed}: {error}");
            }
        }
    }

    public enum Kind
    {
        Kinesis,
        Kafka,
        Sqs,
        SqsFifo,
    }

    private sealed class World
    {
        private readonly Random _random;
        private readonly Kind _kind;
        private readonly AfterFailure _policy;
        private readonly (string Key, int Number)[] _events;

        // Of each record in each pipeline, how often it still fails.
        private readonly Dictionary<(int Pipeline, int Record), int> _failuresLeft = [];
        private readonly HashSet<(int Pipeline, int Record)> _poisoned = [];
        private readonly HashSet<(int Pipeline, int Record)> _dropped = [];
        private readonly HashSet<(int Pipeline, int Record)> _done = [];
        private readonly HashSet<(int Pipeline, int Record)> _faulted = [];
        private readonly Lock _lock = new();
        private bool _isOvertaken;

        public World(int seed, Kind kind, AfterFailure policy)
        {
            _random = new Random(seed);
            _kind = kind;
            _policy = policy;
            // Now and then so many that the pipelines begin before all are read.
            var count = seed % 50 == 49 ? _random.Next(65, 200) : _random.Next(1, 11);
            _events = [.. Enumerable.Range(0, count).Select(i => ($"k{_random.Next(3)}", i))];
            foreach (var pipeline in Enumerable.Range(0, Pipelines))
            {
                foreach (var (_, record) in _events)
                    Decide((pipeline, record));
            }
        }

        private bool IsOrdered => _kind is Kind.SqsFifo || _kind is not Kind.Sqs && _policy is not AfterFailure.GoOn;

        public async Task RunAsync()
        {
            var processor = new Processor(SourceOf(), Options(), Enumerable.Range(0, Pipelines).Select(PipelineOf));
            var left = _events.ToList();
            for (var delivery = 0; left.Count > 0; delivery++)
            {
                Assert.True(delivery < 100 + _events.Length * 8, "It does not come to an end.");
                var result = await processor.InvokeAsync(Payload(left), new() { Faulted = Faulted });
                var again = left.Where(record => result.BatchItemFailures.Contains(Identifier(left, record))).ToList();
                Assert.Equal(result.BatchItemFailures.Count, again.Count);
                foreach (var (_, record) in left.Except(again))
                    AssertDone(record);
                AssertClosed(left, again);
                left = again;
            }
        }

        private void Decide((int, int) unit)
        {
            switch (_random.Next(10))
            {
                case 0:
                    _poisoned.Add(unit);
                    break;
                case 1:
                    _dropped.Add(unit);
                    break;
                case 2 or 3:
                    _failuresLeft[unit] = _random.Next(1, 4);
                    break;
            }
        }

        private Pipeline PipelineOf(int number)
        {
            var shape = _random.Next(4);
            var degree = _random.Next(1, 5);
            var order = (Order)_random.Next(2);
            return new(
                $"{number}",
                units =>
                {
                    var kept = units.Filter(uow => !_dropped.Contains((number, RecordOf(uow))));
                    return (
                        shape switch
                        {
                            0 => kept,
                            1 => kept.Batch(3).Unbatch(),
                            2 => kept.FlatMap(uow => [uow, uow]),
                            _ => kept.Tap(async (_, _) => await Task.Yield()),
                        }
                    ).Parallel(degree, (uow, _) => ApplyAsync(number, uow), order, uow => uow.Event.PartitionKey);
                }
            );
        }

        private async ValueTask<UnitOfWork?> ApplyAsync(int pipeline, UnitOfWork uow)
        {
            var unit = (pipeline, RecordOf(uow));
            int waits;
            lock (_lock)
            {
                waits = _random.Next(3);
                if (IsOrdered)
                    AssertNothingBeforeItIsLeft(uow, unit);
            }
            for (var i = 0; i < waits; i++)
                await Task.Yield();
            lock (_lock)
            {
                if (_poisoned.Contains(unit))
                    throw new FormatException($"{unit.pipeline} {unit.Item2}");
                if (_failuresLeft.GetValueOrDefault(unit) is > 0 and var left)
                {
                    _failuresLeft[unit] = left - 1;
                    throw new TimeoutException();
                }
                _done.Add(unit);
            }
            return uow;
        }

        // Poison and what was dropped are done with; anything else of the key must have been applied.
        private void AssertNothingBeforeItIsLeft(UnitOfWork uow, (int Pipeline, int Record) unit)
        {
            var overtaken = _events.Where(before =>
                before.Key == uow.Event.PartitionKey
                && before.Number < unit.Record
                && !_done.Contains((unit.Pipeline, before.Number))
                && !_poisoned.Contains((unit.Pipeline, before.Number))
                && !_dropped.Contains((unit.Pipeline, before.Number))
            );
            _isOvertaken |= overtaken.Any();
        }

        private void AssertDone(int record)
        {
            Assert.False(_isOvertaken, "A record was overtaken by a later one of its key.");
            for (var pipeline = 0; pipeline < Pipelines; pipeline++)
            {
                var unit = (pipeline, record);
                Assert.True(
                    _dropped.Contains(unit) || (_poisoned.Contains(unit) ? _faulted : _done).Contains(unit),
                    $"Record {record} is acknowledged, but pipeline {pipeline} has not done it."
                );
            }
        }

        private void AssertClosed(List<(string Key, int Number)> delivered, List<(string Key, int Number)> again)
        {
            if (again.Count == 0 || _kind is Kind.Sqs)
                return;
            foreach (var record in delivered)
            {
                if (again.Exists(failed => failed.Number < record.Number && IsBehind(failed, record)))
                    Assert.Contains(record, again);
            }
        }

        private bool IsBehind((string Key, int Number) failed, (string Key, int Number) record) =>
            _kind switch
            {
                Kind.SqsFifo => failed.Key == record.Key,
                Kind.Kafka => PartitionOf(failed) == PartitionOf(record),
                _ => true,
            };

        private void Faulted(Event fault)
        {
            var unit = fault["err"]["message"].GetString()!.Split(' ');
            lock (_lock)
                _faulted.Add((Int(unit[0]), Int(unit[1])));
        }

        private Source SourceOf() =>
            _kind switch
            {
                Kind.Kinesis => From.Kinesis(),
                Kind.Kafka => From.Kafka(),
                _ => From.Sqs(),
            };

        private byte[] Payload(List<(string Key, int Number)> records)
        {
            var events = records.Select(EventOf);
            return _kind switch
            {
                Kind.Kinesis => Records.Kinesis(events),
                Kind.Kafka => Records.KafkaEntries([
                    .. records
                        .OrderBy(PartitionOf)
                        .Select(record =>
                            KafkaEntry.Of(EventOf(record), PartitionOf(record)) with
                            {
                                Offset = record.Number,
                            }
                        ),
                ]),
                Kind.SqsFifo => Records.SqsFifo([.. records.Select(record => (record.Key, EventOf(record)))]),
                _ => Records.Sqs(events),
            };
        }

        private string Identifier(List<(string Key, int Number)> records, (string Key, int Number) record) =>
            _kind switch
            {
                Kind.Kinesis => $"{records.IndexOf(record)}",
                Kind.Kafka => $"topic-{PartitionOf(record)}@{record.Number}",
                _ => $"00000000-0000-0000-0000-{records.IndexOf(record):D12}",
            };

        private static int PartitionOf((string Key, int Number) record) => record.Key[1] % 2;

        private static int RecordOf(UnitOfWork uow) => Int(uow.Event.Id!);

        private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

        private static Event EventOf((string Key, int Number) record) =>
            Event.Of(
                "thing-created",
                ("id", $"{record.Number}"),
                ("partitionKey", record.Key),
                ("timestamp", record.Number)
            );

        private StreamOptions Options() =>
            new()
            {
                EventBridge = new RecordingEventBridge(),
                BusName = "bus",
                ReportBatchItemFailures = true,
                AfterFailure = _policy,
                Retryable = error => error is TimeoutException,
            };
    }
}
