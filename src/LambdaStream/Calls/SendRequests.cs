using System.Runtime.CompilerServices;
using LambdaStream.Calls;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends the request of each unit and leaves the answer on it; a unit without one passes.</summary>
    internal static IAsyncEnumerable<UnitOfWork> SendRequests<TRequest, TResponse>(
        this IAsyncEnumerable<UnitOfWork> source,
        RequestStep<TRequest, TResponse> step,
        [CallerMemberName] string verb = ""
    )
        where TRequest : class
    {
        var paced = source.RateLimit(step.Rate);
        return step.Parallel is null
            ? paced.Map(step.Io, TrySendAsync, verb)
            : paced.Concurrently(
                step.Parallel,
                TrySendAsync,
                step.Order,
                step.Key is { } key ? uow => uow.Get(step.Request) is { } request ? key(uow, request) : null : null,
                step.Io,
                verb
            );

        ValueTask<UnitOfWork?> TrySendAsync(UnitOfWork uow, CancellationToken cancellationToken) =>
            uow.Get(step.Request) is { } request ? SendAsync(uow, request, cancellationToken) : new(uow);

        async ValueTask<UnitOfWork?> SendAsync(UnitOfWork uow, TRequest request, CancellationToken cancellationToken)
        {
            var complete = step.Complete(uow, request);
            return step.Answer(uow, complete, await step.AskAsync(uow, complete, cancellationToken));
        }
    }
}
