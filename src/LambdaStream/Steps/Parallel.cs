using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

/// <summary>What stays in order where several units of work are in flight.</summary>
public enum Order
{
    /// <summary>Units come out in the order in which they went in, and of one key only one is in flight. The default.</summary>
    Output,

    /// <summary>Units come out as they are ready, but of one key only one is in flight, in the order of the stream.</summary>
    Key,

    /// <summary>Nothing: units come out as they are ready, and several of one key may be in flight.</summary>
    None,
}

public static partial class Steps
{
    /// <summary>Runs an asynchronous step with several units of work in flight.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="degree">How many units may be in flight; null takes <see cref="StreamOptions.Parallel"/>.</param>
    /// <param name="step">Gives the adorned unit; null drops it.</param>
    /// <param name="order">What stays in order.</param>
    /// <param name="key">Of one key only one unit is in flight, unless <paramref name="order"/> is none; null has no such limit.</param>
    /// <remarks>The source is pulled only as far as there is room, and in-flight units are waited for when the stream ends early.</remarks>
    public static IAsyncEnumerable<UnitOfWork> Parallel(
        this IAsyncEnumerable<UnitOfWork> source,
        int? degree,
        Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> step,
        Order order = Order.Output,
        Func<UnitOfWork, object?>? key = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree ?? 1, 1, nameof(degree));
        return source.Concurrently(all => degree ?? all.Parallel, step, order, key);
    }

    /// <summary>The form for our own steps, whose degree is in the options, which the first unit brings.</summary>
    internal static IAsyncEnumerable<UnitOfWork> Concurrently(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<StreamOptions, int> degree,
        Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> step,
        Order order = Order.Output,
        Func<UnitOfWork, object?>? key = null,
        Io? io = null,
        [CallerMemberName] string verb = ""
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(step);
        if (source is Sketch sketch)
            return sketch.Then(verb, io, degree(sketch.Options));
        return Impl(source, degree, io?.Around(step) ?? step, order, key, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<StreamOptions, int> degreeOf,
            Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> step,
            Order order,
            Func<UnitOfWork, object?>? key,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            var flight = new Flight(step, order is Order.None ? null : key, inOrder: order is Order.Output);
            var units = source.GetAsyncEnumerator(cancellationToken);
            Task<bool>? next = null;
            var degree = 1;
            var isEnd = false;
            try
            {
                while (!isEnd || flight.Count > 0)
                {
                    if (!isEnd && next is null && flight.Count < degree)
                    {
                        var move = units.MoveNextAsync();
                        if (!move.IsCompleted)
                        {
                            next = move.AsTask();
                        }
                        else if (!await move)
                        {
                            isEnd = true;
                        }
                        else
                        {
                            degree = degreeOf(units.Current.Invocation.Options);
                            // What is ready at once and next in order needs no place in the flight.
                            if (flight.TryPass(units.Current, out var passed) && passed is not null)
                                yield return passed;
                        }
                    }
                    else if (next is { IsCompleted: true })
                    {
                        isEnd = !await next;
                        next = null;
                        if (!isEnd)
                        {
                            degree = degreeOf(units.Current.Invocation.Options);
                            if (flight.TryPass(units.Current, out var passed) && passed is not null)
                                yield return passed;
                        }
                    }
                    else if (flight.TryLand(out var landed))
                    {
                        if (landed is not null)
                            yield return landed;
                    }
                    else if (flight.Count > 0)
                    {
                        await (next is null ? flight.AnyLanding() : Task.WhenAny(next, flight.AnyLanding()));
                    }
                    else
                    {
                        await next!;
                    }
                }
            }
            finally
            {
                await flight.AllLandings();
                // Disposing while a move is pending throws; that enumerator is left to the invocation's end.
                if (next is null or { IsCompleted: true })
                    await units.DisposeAsync();
            }
        }
    }
}
