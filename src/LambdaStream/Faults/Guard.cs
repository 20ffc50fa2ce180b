namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Takes a unit of work out of its stream because it failed. A verb of one's own calls it and goes on.</summary>
    /// <remarks>
    /// The unit becomes a fault, which is published at the end of an invocation that then completes. A retryable error
    /// makes its records be delivered again instead.
    /// </remarks>
    public static void Fail(this UnitOfWork uow, Exception error)
    {
        ArgumentNullException.ThrowIfNull(uow);
        ArgumentNullException.ThrowIfNull(error);
        uow.Invocation.Faults.Add(uow, error);
    }

    /// <summary>Runs a step for one unit of work; where it fails, the unit leaves its stream as a fault.</summary>
    /// <returns>What the step gives; the default where it failed.</returns>
    public static T? Guard<T>(this UnitOfWork uow, Func<UnitOfWork, T> step)
    {
        ArgumentNullException.ThrowIfNull(uow);
        ArgumentNullException.ThrowIfNull(step);
        try
        {
            return step(uow);
        }
        catch (Exception error)
        {
            uow.Fail(error);
            return default;
        }
    }

    /// <summary>
    /// Runs an asynchronous step for one unit of work; where it fails, the unit leaves its stream as a fault. A unit that an
    /// earlier failure holds back leaves it too, to be delivered again.
    /// </summary>
    /// <returns>What the step gives; the default where it failed or did not run.</returns>
    public static async ValueTask<T?> Guard<T>(
        this UnitOfWork uow,
        Func<UnitOfWork, CancellationToken, ValueTask<T>> step
    )
    {
        ArgumentNullException.ThrowIfNull(uow);
        ArgumentNullException.ThrowIfNull(step);
        if (uow.Invocation.Holdback is { } holdback && holdback.Holds(uow))
            return default;
        try
        {
            return await step(uow, uow.Cancellation);
        }
        catch (Exception error)
        {
            uow.Fail(error);
            return default;
        }
    }
}
