namespace LambdaStream.Testing;

/// <summary>The requests that a port got, in their order, also when several come at once.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<object> _requests = [];

    public T Add<T>(T request)
        where T : class
    {
        lock (_lock)
            _requests.Add(request);
        return request;
    }

    public IReadOnlyList<T> All<T>()
    {
        lock (_lock)
            return [.. _requests.OfType<T>()];
    }
}
