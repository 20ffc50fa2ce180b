using LambdaStream.Local;
using LambdaStream.Simulator.Histories;
using LambdaStream.Simulator.Sources;
using LambdaStream.Simulator.Targets;
using LambdaStream.Simulator.Topologies;

namespace LambdaStream.Simulator;

/// <summary>A random function behind a random source, over targets that fail: one seed, some dozen invocations.</summary>
internal sealed class Case
{
    private static readonly string[] Types = ["a-created", "b-created", "c-created", "unwanted-created"];

    private readonly int _seed;
    private readonly Random _random;
    private readonly Simulation _simulation;
    private readonly History _history;
    private readonly CaseSource _source;
    private readonly List<PipelinePlan> _pipelines;
    private readonly SettingsTable _settings;
    private readonly Oracle _oracle;
    private readonly string _text;

    public Case(int seed)
    {
        _seed = seed;
        _random = new(seed);
        _simulation = new(seed);
        _history = new(_simulation);
        var timeout = TimeSpan.FromSeconds(_random.Next(4, 30));
        _source = RandomSource(timeout);
        var chances = Chances.Next(_random);
        var failures = new TargetFailures(_simulation)
        {
            MaxLatency = chances.Slow,
            Throttled = chances.Target,
            Refused = chances.Target / 2,
            AnswerLost = chances.Target / 4,
            Hangs = chances.Stuck,
            Stuck = chances.Stubborn,
        };
        var targets = new FlakyTargets(_simulation, _history, failures, chances.Target);
        _settings = new(_simulation, _history, targets);
        var bus = new FlakyBus(
            _simulation,
            _history,
            targets,
            _random.Next(4) == 0 ? failures : new(_simulation),
            _random.Next(4) == 0 ? chances.Target : 0,
            _source.IdentityOf
        );
        var user = new UserFunctions(
            _simulation,
            _history,
            new(seed, chances.Poison, chances.Passing),
            chances.Slow,
            chances.Stuck,
            chances.Stubborn
        );
        var plans = new RandomPipelines(_random, user, _history, targets);
        _pipelines = [.. Enumerable.Range(1, _random.Next(1, 5)).Select(plans.Next)];
        var head = _random.Next(5) == 0 ? plans.Head() : null;
        var options = new StreamOptions
        {
            FunctionName = "function",
            BusName = "bus",
            StreamName = "out",
            QueueUrl = "https://out",
            Sqs = targets,
            Kinesis = targets,
            DynamoDb = _settings,
            EventBridge = bus,
            Time = _simulation.Time,
            Random = _simulation.NextDouble,
            ReportBatchItemFailures = _source.Reports,
            Retryable = _random.Next(2) == 0 ? Faults.Retryable.IsRetryable : null,
            BatchMaxRetries = _random.Next(3),
            FlushReserve = TimeSpan.FromMilliseconds(_random.Next(500, 2000)),
            DrainReserve = TimeSpan.FromMilliseconds(_random.Next(0, 1500)),
            Head = head?.Apply,
            AfterFailure = (AfterFailure)_random.Next(3),
        };
        _history.IsRetryable = options.Retryable;
        _oracle = new(_history, _source, _pipelines, options, timeout);
        var processor = new Processor(_source.From, options, _pipelines.Select(plan => plan.ToRule()));
        _source.Connect(
            _simulation.Function(
                processor,
                new()
                {
                    Timeout = timeout,
                    Throttled = chances.Throttled,
                    Crashed = chances.Crashed,
                    AnswerLost = chances.AnswerLost,
                    OnBegin = Begin,
                    OnEnd = _oracle.AtEnd,
                }
            )
        );
        _text = string.Join(
            Environment.NewLine,
            [
                $"  {_source.Text}, time-out {timeout.TotalSeconds} s",
                $"  {chances}",
                $"  retryable {options.Retryable is not null}, reserves {options.FlushReserve.TotalSeconds} and {options.DrainReserve.TotalSeconds} s, head {head is not null}, {options.AfterFailure}",
                .. _pipelines.Select(plan => $"  {plan}"),
            ]
        );
    }

    /// <summary>The invocations so far.</summary>
    public int InvocationCount => _history.Invocations.Count;

    /// <summary>How the invocations ended, for the summary.</summary>
    public IEnumerable<InvocationEnd> Ends => _history.Invocations.Select(seen => seen.Invocation.End);

    /// <summary>The faults that were published.</summary>
    public int FaultCount => _history.Invocations.Sum(seen => seen.Faults.Count);

    /// <summary>When each invocation began and ended and how, and every effect, in their order.</summary>
    public string History =>
        string.Join(
            '\n',
            [
                .. _history.Invocations.Select(seen =>
                    $"{seen.Invocation.RequestId} {seen.Invocation.Started:O} {seen.Invocation.Ended:O} {seen.Invocation.End}"
                ),
                .. _history.Effects.Select(effect => $"{effect}"),
            ]
        );

    /// <summary>The function and what befalls it.</summary>
    public override string ToString() => _text;

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="ViolationException">Something that must not happen did.</exception>
    public void Run()
    {
        try
        {
            _simulation.Run(PutAsync);
            _oracle.AtRest();
        }
        catch (ViolationException violation)
        {
            throw new ViolationException($"seed {_seed}: {violation.Message}");
        }
        catch (Exception error)
        {
            throw new ViolationException($"seed {_seed}: {error}");
        }
    }

    private CaseSource RandomSource(TimeSpan timeout) =>
        _random.Next(5) switch
        {
            0 => KinesisSource.Create(_simulation, _random),
            1 => TableSource.Create(_simulation, _random),
            2 => KafkaSource.Create(_simulation, _random),
            var kind => QueueSource.Create(_simulation, _random, kind is 3, timeout),
        };

    private void Begin(SimulatedInvocation invocation)
    {
        _settings.Next();
        var payload = Json.Parse(invocation.Payload.ToArray());
        _history.Begin(
            invocation,
            [.. _source.RecordsOf(payload).Select(record => _history.NumberOf(_source.IdentityOf(record)))],
            _settings.Version
        );
    }

    // Some at once, the others over time.
    private async Task PutAsync()
    {
        var (count, keys, pause) = (_random.Next(5, 60), _random.Next(1, 6), TimeSpan.FromSeconds(_random.Next(1, 20)));
        for (var number = 0; number < count; number++)
        {
            if (_random.Next(6) == 0)
                await Task.Delay(pause * _random.NextDouble(), _simulation.Time);
            var isReadable = _source is TableSource || _random.Next(50) > 0;
            var record = new SourceRecord(
                number,
                $"k{_random.Next(keys)}",
                Types[_random.Next(Types.Length)],
                isReadable
            );
            var data = isReadable
                ? Json.ObjectOf(
                        ("id", $"event {number}"),
                        ("type", record.Type),
                        ("timestamp", number),
                        ("partitionKey", record.Key)
                    )
                    .ToUtf8()
                : "{ no JSON"u8.ToArray();
            _history.Put(record, _source.Put(record, data));
        }
    }
}
