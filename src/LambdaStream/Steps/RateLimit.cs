using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

/// <summary>How many units of work may pass in a time.</summary>
/// <param name="Count">The most units.</param>
/// <param name="Per">The time, counted from the first of them.</param>
public sealed record Rate(int Count, TimeSpan Per);

public static partial class Steps
{
    /// <summary>Lets no more units of work pass than the rate allows; the rest wait. No rate lets all pass.</summary>
    public static IAsyncEnumerable<UnitOfWork> RateLimit(this IAsyncEnumerable<UnitOfWork> source, Rate? rate)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (rate is null)
            return source;
        ArgumentOutOfRangeException.ThrowIfLessThan(rate.Count, 1);
        if (source is Sketch sketch)
            return sketch.Then(nameof(RateLimit), rate);
        return Impl(source, rate, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Rate rate,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            var passed = 0;
            var windowStart = 0L;
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                var time = uow.Invocation.Time;
                if (passed == 0)
                {
                    windowStart = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(windowStart) >= rate.Per)
                {
                    (passed, windowStart) = (0, time.GetTimestamp());
                }
                else if (passed == rate.Count)
                {
                    // The clock goes on between two looks at it, and a negative delay would be infinite.
                    var wait = TimeSpan.FromTicks(Math.Max(0, (rate.Per - time.GetElapsedTime(windowStart)).Ticks));
                    if (!await uow.Guard(async (_, token) => await Delay(wait, time, token)))
                        continue;
                    (passed, windowStart) = (0, time.GetTimestamp());
                }
                passed++;
                yield return uow;
            }
        }

        static async ValueTask<bool> Delay(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
        {
            await Task.Delay(wait, time, cancellationToken);
            return true;
        }
    }
}
