namespace LambdaStream.Local;

internal static class Answer
{
    /// <summary>Answers at once, but as a service does: what goes wrong is in the task.</summary>
    public static ValueTask<TResponse> To<TRequest, TResponse>(
        TRequest request,
        Func<TRequest, TResponse> answer,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResponse>(cancellationToken);
        try
        {
            return new(answer(request));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TResponse>(exception);
        }
    }
}
