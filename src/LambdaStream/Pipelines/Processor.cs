using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Filters;
using LambdaStream.Pipelines;
using LambdaStream.Topology;

namespace LambdaStream;

/// <summary>A function: one source, many pipelines. It serves any number of calls, also at once.</summary>
/// <remarks>
/// What belongs to a call is in its <see cref="Invocation"/>; the processor itself only remembers which pipelines want
/// which event type, of which shape its updates are, and the data keys of what is encrypted.
/// </remarks>
public sealed class Processor
{
    private readonly Source _source;
    private readonly StreamOptions _options;
    private readonly Rule[] _rules;
    private readonly Router _router;
    private readonly Observers _observers;
    private readonly Shapes _shapes = new();
    private readonly FieldEncryptor _encryptor;

    /// <summary>A function with these pipelines.</summary>
    /// <param name="source">Where its events come from, made by <see cref="From"/>.</param>
    /// <param name="options">Its settings and ports.</param>
    /// <param name="rules">Its pipelines.</param>
    /// <exception cref="InvalidProcessorException">A rule is wrong. The message names each and says what to write instead.</exception>
    public Processor(Source source, StreamOptions options, params IEnumerable<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        _source = source;
        _options = options;
        _rules = RuleSelection.Of([.. rules], options);
        _encryptor = new(options);
        _router = new Router([.. _rules.Select(rule => rule.Routes)]);
        _observers = new(options, _rules);
    }

    /// <summary>Processes one payload.</summary>
    /// <param name="payload">What Lambda delivers, JSON in UTF-8. It must not change until the call has ended.</param>
    /// <param name="context">What Lambda says of the call; by default it has no end.</param>
    /// <param name="cancellationToken">Ends the call early, as its deadline would.</param>
    /// <exception cref="InvalidPayloadException">
    /// The payload is not what the source delivers. What stood before the place that is wrong may have been processed.
    /// </exception>
    /// <exception cref="Exception">
    /// The first error that makes the whole payload be delivered again: always so without
    /// <see cref="StreamOptions.ReportBatchItemFailures"/>.
    /// </exception>
    public async ValueTask<InvocationResult> InvokeAsync(
        ReadOnlyMemory<byte> payload,
        InvocationContext? context = null,
        CancellationToken cancellationToken = default
    )
    {
        context ??= new();
        using var deadline = new Deadline(_options.Time, context.Remaining, _options, cancellationToken);
        Func<InvocationCall, ValueTask<InvocationResult>> run = call => RunAsync(call, deadline);
        foreach (var middleware in _options.Middleware.Reverse())
        {
            var next = run;
            run = call => middleware(call, next);
        }
        return await run(
            new()
            {
                Payload = payload,
                Context = context,
                Options = _options,
                CancellationToken = deadline.Cancellation,
            }
        );
    }

    /// <summary>What the function consists of, by the steps that its rules connect.</summary>
    public ProcessorTopology Describe() => SelfDescription.Of(_source, _options, _rules);

    private async ValueTask<InvocationResult> RunAsync(InvocationCall call, Deadline deadline)
    {
        var context = call.Context;
        var invocation = new Invocation(context.RequestId, call.Options, deadline)
        {
            TraceId = context.TraceId,
            Shapes = _shapes,
            Encryptor = _encryptor.With(call.Options),
        };
        Task<InvocationResult> ExecuteAsync() =>
            new InvocationRun(_source, call.Payload, _rules, _router, invocation, context).ExecuteAsync();
        invocation.Watch = _observers.For(invocation, call.Payload.Length);
        return invocation.Watch is { } watch ? await watch.AroundAsync(ExecuteAsync) : await ExecuteAsync();
    }
}
