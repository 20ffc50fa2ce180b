namespace LambdaStream.Encryption;

/// <summary>The data keys of a function. Whoever asks for a key while it is on its way shares the call.</summary>
internal sealed class DataKeyCache(TimeProvider time, TimeSpan? maxAge)
{
    // Beyond this the key that was not asked for the longest goes. A service has a handful of keys of its own, but reads the
    // keys of everybody who writes.
    private const int MaxKeys = 1_000;

    // A key that lacks a region is better than none, for a while.
    private static readonly TimeSpan MaxAgeOfIncomplete = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, KeptKey> _keys = new(StringComparer.Ordinal);
    private long _asked;

    /// <summary>The key of that name, which is made where it is not there, too old or worn out.</summary>
    public async ValueTask<DataKey> GetAsync(string name, Func<Task<DataKey>> make, CancellationToken cancellationToken)
    {
        KeptKey kept;
        lock (_lock)
        {
            if (_keys.TryGetValue(name, out var known) && !IsPast(known))
            {
                kept = known;
            }
            else
            {
                if (known is not null)
                    Remove(name, known);
                else if (_keys.Count >= MaxKeys)
                    MakeRoom();
                // No waiter's token: who gives up must not take the key from the others.
                _keys[name] = kept = new(make(), time.GetUtcNow());
            }
            kept.LastAsked = ++_asked;
        }
        try
        {
            return await kept.Key.WaitAsync(cancellationToken);
        }
        catch when (kept.Key.IsFaulted || kept.Key.IsCanceled)
        {
            // A failure is not remembered: the next unit asks again.
            lock (_lock)
            {
                if (_keys.TryGetValue(name, out var failed) && failed == kept)
                    _keys.Remove(name);
            }
            throw;
        }
    }

    private bool IsPast(KeptKey kept)
    {
        if (!kept.Key.IsCompletedSuccessfully)
            return kept.Key.IsCompleted;
        var key = kept.Key.Result;
        var age = time.GetUtcNow() - kept.Since;
        return key.IsWornOut || age >= maxAge || key.IsIncomplete && age >= MaxAgeOfIncomplete;
    }

    private void MakeRoom()
    {
        var idle = _keys
            .Where(kept => kept.Value.Key.IsCompletedSuccessfully)
            .OrderBy(kept => kept.Value.LastAsked)
            .FirstOrDefault();
        if (idle.Value is { } kept)
            Remove(idle.Key, kept);
    }

    private void Remove(string name, KeptKey kept)
    {
        _keys.Remove(name);
        if (kept.Key.IsCompletedSuccessfully)
            kept.Key.Result.Retire();
    }

    private sealed class KeptKey(Task<DataKey> key, DateTimeOffset since)
    {
        public Task<DataKey> Key { get; } = key;

        public DateTimeOffset Since { get; } = since;

        public long LastAsked { get; set; }
    }
}
