using LambdaStream.Connectors;
using LambdaStream.Observing;

namespace LambdaStream.Calls;

/// <summary>What tells one step that sends the request of each unit from another. Everything else is the same for all, in <see cref="Steps.SendRequests"/>.</summary>
internal sealed record RequestStep<TRequest, TResponse>
    where TRequest : class
{
    /// <summary>Where a unit has its request; a unit without one passes.</summary>
    public required Slot<TRequest> Request { get; init; }

    /// <summary>The Node library's word for the step: save, get, query, ...</summary>
    public required string Step { get; init; }

    /// <summary>The name of the port, or the service's own where they differ.</summary>
    public required string Service { get; init; }

    /// <summary>The operation of the service.</summary>
    public required string Operation { get; init; }

    /// <summary>What it works on, as far as the options know.</summary>
    public Func<StreamOptions, string?>? Target { get; init; }

    /// <summary>Requests in flight; null sends one after the other.</summary>
    public Func<StreamOptions, int>? Parallel { get; init; }

    public Rate? Rate { get; init; }

    public Order Order { get; init; }

    /// <summary>Of requests of one key only one is in flight; null has no such limit.</summary>
    public Func<UnitOfWork, TRequest, object?>? Key { get; init; }

    /// <summary>Fills in what a request leaves open.</summary>
    public Func<UnitOfWork, TRequest, TRequest> Complete { get; init; } = static (_, request) => request;

    /// <summary>
    /// Where a request goes: the table, the bucket or the like. Null where <see cref="Send"/> asks by itself, because it may
    /// do so several times, or where nobody counts how the target fares.
    /// </summary>
    public Func<TRequest, string?>? Resource { get; init; }

    public required Func<UnitOfWork, TRequest, CancellationToken, ValueTask<TResponse>> Send { get; init; }

    /// <summary>Leaves the answer on the unit, or refuses it.</summary>
    public required Func<UnitOfWork, TRequest, TResponse, UnitOfWork> Answer { get; init; }

    /// <summary>By what the step is seen.</summary>
    public Io Io => new(Step, Service.ToLowerInvariant(), Operation, Request, Target);

    /// <summary>Sends a request, as complete as it has to be.</summary>
    public ValueTask<TResponse> AskAsync(UnitOfWork uow, TRequest request, CancellationToken cancellationToken) =>
        Resource is null
            ? Send(uow, request, cancellationToken)
            : AskAsync(uow, Resource(request), request, cancellationToken);

    // By itself, so that a step that asks on its own does not pay for the closure.
    private ValueTask<TResponse> AskAsync(
        UnitOfWork uow,
        string? resource,
        TRequest request,
        CancellationToken cancellationToken
    ) => uow.AskAsync(Service, resource, (asked, token) => Send(uow, asked, token), request, cancellationToken);
}
