using System.Globalization;
using LambdaStream.Topology;

namespace LambdaStream.Observing;

/// <summary>A stream that is never read: each verb leaves its name on it, and so a pipeline describes itself.</summary>
/// <remarks>
/// The steps that describe a pipeline are those that it runs, by the same call of <see cref="Rule.Connect"/>. Behind an
/// operator of .NET's own, or a user's iterator, nothing is known.
/// </remarks>
internal sealed class Sketch : IAsyncEnumerable<UnitOfWork>
{
    private static readonly string[] Filters =
    [
        nameof(LambdaStream.Steps.Filter),
        nameof(LambdaStream.Steps.OnContent),
        nameof(LambdaStream.Steps.OnEventType),
        nameof(LambdaStream.Steps.OutLatched),
        nameof(LambdaStream.Steps.OutSourceIsSelf),
        nameof(LambdaStream.Steps.RequireFields),
    ];

    private readonly Sketch _root;
    private IReadOnlyList<StepTopology> _longest = [];

    public Sketch(StreamOptions options)
    {
        Options = options;
        _root = this;
    }

    private Sketch(Sketch before, StepTopology step)
    {
        Options = before.Options;
        Steps = [.. before.Steps, step];
        _root = before._root;
        if (Steps.Count > _root._longest.Count)
            _root._longest = Steps;
    }

    /// <summary>The options of the function.</summary>
    public StreamOptions Options { get; }

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<StepTopology> Steps { get; } = [];

    /// <summary>The steps that are known of a stream made of this one, and whether these are all.</summary>
    public (IReadOnlyList<StepTopology> Steps, bool AreAll) Of(IAsyncEnumerable<UnitOfWork> stream) =>
        stream is Sketch sketch && ReferenceEquals(sketch._root, this) ? (sketch.Steps, true) : (_longest, false);

    public Sketch Then(string verb, string? detail = null) =>
        new(
            this,
            new()
            {
                Verb = verb,
                Kind = KindOf(verb, io: null),
                Detail = string.IsNullOrEmpty(detail) ? null : detail,
            }
        );

    public Sketch Then(string verb, Rate rate) =>
        Then(verb, string.Create(CultureInfo.InvariantCulture, $"{rate.Count} in {rate.Per.TotalMilliseconds} ms"));

    public Sketch Then(string verb, BatchLimits limits) =>
        new(
            this,
            new()
            {
                Verb = verb,
                Kind = StepKind.Step,
                MaxEntries = limits.Count,
                MaxBytes = Most(limits),
            }
        );

    public Sketch Then(string verb, Io? io, int? parallel = null)
    {
        var limits = io?.Limits?.Invoke(Options);
        return new(
            this,
            new()
            {
                Verb = verb,
                Kind = KindOf(verb, io),
                Step = io?.Step,
                IsWrite = io?.IsWrite ?? false,
                Service = io?.Service,
                Operation = io?.Operation,
                Target = io?.Target?.Invoke(Options),
                Parallel = parallel,
                MaxEntries = limits?.Count,
                MaxBytes = limits is null ? null : Most(limits),
            }
        );
    }

    public IAsyncEnumerator<UnitOfWork> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<UnitOfWork>().GetAsyncEnumerator(cancellationToken);

    private static StepKind KindOf(string verb, Io? io) =>
        io is not null ? (io.IsWrite ? StepKind.Sink : StepKind.Read)
        : Filters.Contains(verb) ? StepKind.Filter
        : StepKind.Step;

    private static long? Most(BatchLimits limits) => limits.Bytes == long.MaxValue ? null : limits.Bytes;
}
