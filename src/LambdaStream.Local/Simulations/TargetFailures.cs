using System.Net;
using LambdaStream.Connectors;

namespace LambdaStream.Local;

/// <summary>A service that is slow and fails at times: put between a port and what answers it. The chances are from 0 to 1, by default 0.</summary>
/// <param name="simulation">Whose time and seed it takes.</param>
public sealed class TargetFailures(Simulation simulation)
{
    /// <summary>The shortest time that a request takes; by default 5 ms.</summary>
    public TimeSpan MinLatency { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest time that a request takes; by default 50 ms.</summary>
    public TimeSpan MaxLatency { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The chance that a request is throttled.</summary>
    public double Throttled { get; init; }

    /// <summary>The chance that a request is refused for good.</summary>
    public double Refused { get; init; }

    /// <summary>The chance that a request takes effect, but its answer is lost on the way.</summary>
    public double AnswerLost { get; init; }

    /// <summary>The chance that a request is never answered, and does not heed its cancellation either.</summary>
    public double Stuck { get; init; }

    /// <summary>The chance that a request is not answered until it is cancelled.</summary>
    public double Hangs { get; init; }

    /// <summary>Makes a request, if the seed lets it.</summary>
    /// <exception cref="ServiceException">It was throttled or refused, or its answer was lost.</exception>
    public async ValueTask<T> CallAsync<T>(
        Func<CancellationToken, ValueTask<T>> request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var spread = (MaxLatency - MinLatency) * simulation.NextDouble();
        await Task.Delay(MinLatency + spread, simulation.Time, cancellationToken);
        var chance = simulation.NextDouble();
        if (Falls(ref chance, Throttled))
            throw new ServiceException("ThrottlingException", "Rate exceeded")
            {
                StatusCode = HttpStatusCode.TooManyRequests,
            };
        if (Falls(ref chance, Refused))
            throw new ServiceException("ValidationException", "The request is wrong.")
            {
                StatusCode = HttpStatusCode.BadRequest,
            };
        if (Falls(ref chance, Stuck))
            await new TaskCompletionSource().Task;
        if (Falls(ref chance, Hangs))
            await Task.Delay(Timeout.InfiniteTimeSpan, simulation.Time, cancellationToken);
        var answer = await request(cancellationToken);
        return Falls(ref chance, AnswerLost)
            ? throw new ServiceException("TimeoutError", "The connection was closed before the answer came.")
            {
                IsConnectionFailure = true,
            }
            : answer;
    }

    private static bool Falls(ref double chance, double share)
    {
        chance -= share;
        return chance < 0 && chance >= -share;
    }
}
