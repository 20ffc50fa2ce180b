namespace LambdaStream;

/// <summary>The targets of an invocation that fail, and those that are not asked again because they have failed too often in a row.</summary>
internal sealed class Circuits(StreamOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Service, string? Resource), Failing> _failing = [];

    // Nearly always nothing fails, and then no lock is taken.
    private volatile bool _isAnyFailing;

    /// <summary>The targets that are not asked again.</summary>
    public IReadOnlyList<TargetDownException> Down
    {
        get
        {
            if (!_isAnyFailing)
                return [];
            lock (_lock)
            {
                var down =
                    from target in _failing
                    where IsDown(target.Value)
                    orderby target.Key
                    select ErrorOf(target.Key, target.Value);
                return [.. down];
            }
        }
    }

    /// <exception cref="TargetDownException">The target is not asked again.</exception>
    public void ThrowIfDown((string Service, string? Resource) target)
    {
        if (!_isAnyFailing)
            return;
        lock (_lock)
        {
            if (_failing.TryGetValue(target, out var failing) && IsDown(failing))
                throw ErrorOf(target, failing);
        }
    }

    /// <summary>The target has answered.</summary>
    public void Answered((string Service, string? Resource) target)
    {
        if (!_isAnyFailing)
            return;
        lock (_lock)
        {
            // What was in flight when it was given up does not bring it back: who failed in between is to be delivered again.
            if (_failing.TryGetValue(target, out var failing) && !IsDown(failing))
                _failing.Remove(target);
        }
    }

    /// <summary>The target has failed with what may pass by itself.</summary>
    public void Failed((string Service, string? Resource) target, Exception error)
    {
        if (options.BreakCircuitAfter <= 0)
            return;
        lock (_lock)
        {
            var count = _failing.GetValueOrDefault(target).Count;
            if (count < options.BreakCircuitAfter)
                _failing[target] = new(count + 1, error);
            _isAnyFailing = true;
        }
    }

    private bool IsDown(Failing failing) => failing.Count >= options.BreakCircuitAfter;

    private static TargetDownException ErrorOf((string Service, string? Resource) target, Failing failing) =>
        new(target.Service, target.Resource, failing.Count, failing.LastError);

    private readonly record struct Failing(int Count, Exception LastError);
}
