namespace LambdaStream.Observing;

/// <summary>What a step does outside the function: by these names it is measured, traced, logged and drawn.</summary>
/// <param name="Step">The Node library's word for it, the dimension <c>step</c> of metrics: save, publish, query, ...</param>
/// <param name="Service">The service, in lower case.</param>
/// <param name="Operation">The operation of the service.</param>
/// <param name="Request">Where a unit has its request; one without goes by. Null where every unit has one.</param>
/// <param name="Target">What it works on, as far as the options know: a table, a bus, a queue.</param>
internal sealed record Io(
    string Step,
    string Service,
    string Operation,
    Slot? Request,
    Func<StreamOptions, string?>? Target = null
)
{
    /// <summary>The services that steps call.</summary>
    public static readonly IReadOnlyList<string> Services =
    [
        "dynamodb",
        "eventbridge",
        "kinesis",
        "firehose",
        "sqs",
        "sns",
        "s3",
        "lambda",
        "http",
        "cloudwatch",
        "timestream",
        "scheduler",
    ];

    /// <summary>Whether it writes to its target, or asks it.</summary>
    public bool IsWrite => Step is not ("get" or "query" or "scan" or "list");

    /// <summary>How much goes in one request, where the service limits it.</summary>
    public Func<StreamOptions, BatchLimits>? Limits { get; init; }

    /// <summary>The step, seen by whoever watches its invocation.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> Around(
        Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> step
    ) =>
        (uow, token) =>
            uow.Scope.Track is not null && (Request is null || uow.Has(Request))
                ? uow.Invocation.Watch!.RunAsync(uow, this, step, token)
                : step(uow, token);

    /// <summary>A call of a step that makes several for a unit, seen likewise.</summary>
    public ValueTask<T> CallAsync<T>(
        UnitOfWork uow,
        Func<UnitOfWork, CancellationToken, ValueTask<T>> call,
        CancellationToken cancellationToken
    ) =>
        uow.Scope.Track is null
            ? call(uow, cancellationToken)
            : uow.Invocation.Watch!.RunAsync(uow, this, call, cancellationToken);
}
