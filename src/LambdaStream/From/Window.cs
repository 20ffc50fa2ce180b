using LambdaStream.Filters;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Records of a Kinesis stream or a table in tumbling windows: they go into a state, and at a window's end events of it go to the pipelines.</summary>
    /// <remarks>
    /// The records are taken in their order. The first that fails is delivered again with all behind it, whatever the error;
    /// the state that Lambda gets back covers those before it. Without <see cref="StreamOptions.ReportBatchItemFailures"/>, and
    /// in a window's last invocation, any failure fails the invocation, which leaves Lambda's state as it was. A record that
    /// is to be set aside becomes a fault with <see cref="Steps.Fail"/>.
    /// </remarks>
    /// <param name="source">Where the records come from: <see cref="Kinesis"/>, <see cref="DynamoDb"/> or <see cref="DynamoDbOverKinesis"/>.</param>
    /// <param name="options">The state, and what is done with it.</param>
    public static Source Window<TState>(Source source, WindowOptions<TState> options)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return source is KinesisSource or DynamoDbSource
            ? new WindowSource<TState>(source, options)
            : throw new ArgumentException("Only Kinesis and DynamoDB have tumbling windows.", nameof(source));
    }

    private sealed class WindowSource<TState>(Source source, WindowOptions<TState> options) : Source
        where TState : notnull
    {
        private readonly Router _wanted = new([options.EventType]);

        internal override string Name => source.Name;

        internal override Checkpoint Checkpoint => source.Checkpoint;

        internal override IReadOnlyList<Mark> Marks => source.Marks;

        internal override Source Resolve(Json payload) => new WindowRunSource<TState>(source, options, _wanted);

        internal override void Read(Json payload, Intake intake) => Resolve(payload).Read(payload, intake);
    }

    // The source of one invocation, which has its state.
    private sealed class WindowRunSource<TState>(Source source, WindowOptions<TState> options, Router wanted) : Source
        where TState : notnull
    {
        private WindowRun<TState>? _run;

        internal override string Name => source.Name;

        internal override Checkpoint Checkpoint => source.Checkpoint;

        internal override Router? Wanted => wanted;

        internal override string? KeyOf(UnitOfWork uow) => source.KeyOf(uow);

        internal override Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? LastHead =>
            units => _run is null ? units : _run.AggregateAsync(units);

        internal override void Read(Json payload, Intake intake)
        {
            source.Read(payload, intake);
            if (intake.Window is { IsWindowed: true } window)
            {
                _run = new WindowRun<TState>(options, window);
                if (window.IsFinal)
                    intake.EndOfWindow(window.Json);
            }
            else if (intake.Count > 0)
            {
                throw new InvalidPayloadException(
                    "The payload is of no tumbling window. Set TumblingWindowInSeconds of the event source mapping."
                );
            }
        }

        internal override ReadOnlyMemory<byte> Respond(InvocationOutcome outcome) =>
            _run is null ? base.Respond(outcome) : _run.Respond(outcome);
    }
}
