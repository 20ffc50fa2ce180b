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
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _asked;

    /// <summary>The key of that name, which is made where it is not there, too old or worn out.</summary>
    public async ValueTask<DataKey> GetAsync(string name, Func<Task<DataKey>> make, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (_lock)
        {
            if (_entries.TryGetValue(name, out var known) && !IsPast(known))
            {
                entry = known;
            }
            else
            {
                if (known is not null)
                    Remove(name, known);
                else if (_entries.Count >= MaxKeys)
                    MakeRoom();
                // No waiter's token: who gives up must not take the key from the others.
                _entries[name] = entry = new(make(), time.GetUtcNow());
            }
            entry.LastAsked = ++_asked;
        }
        try
        {
            return await entry.Key.WaitAsync(cancellationToken);
        }
        catch when (entry.Key.IsFaulted || entry.Key.IsCanceled)
        {
            // A failure is not remembered: the next unit asks again.
            lock (_lock)
            {
                if (_entries.TryGetValue(name, out var failed) && failed == entry)
                    _entries.Remove(name);
            }
            throw;
        }
    }

    private bool IsPast(Entry entry)
    {
        if (!entry.Key.IsCompletedSuccessfully)
            return false;
        var key = entry.Key.Result;
        var age = time.GetUtcNow() - entry.Since;
        return key.IsWornOut || age >= maxAge || key.IsIncomplete && age >= MaxAgeOfIncomplete;
    }

    private void MakeRoom()
    {
        var idle = _entries
            .Where(entry => entry.Value.Key.IsCompletedSuccessfully)
            .OrderBy(entry => entry.Value.LastAsked)
            .FirstOrDefault();
        if (idle.Value is { } entry)
            Remove(idle.Key, entry);
    }

    private void Remove(string name, Entry entry)
    {
        _entries.Remove(name);
        if (entry.Key.IsCompletedSuccessfully)
            entry.Key.Result.Retire();
    }

    private sealed class Entry(Task<DataKey> key, DateTimeOffset since)
    {
        public Task<DataKey> Key { get; } = key;

        public DateTimeOffset Since { get; } = since;

        public long LastAsked { get; set; }
    }
}
