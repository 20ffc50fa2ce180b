using System.Diagnostics.CodeAnalysis;

namespace LambdaStream.Faults;

/// <summary>What a failure holds back: the records behind it in its scope, which must not be done before it.</summary>
/// <remarks>They are delivered again with it. What has begun already is not stopped, but none of its asynchronous steps begins any more.</remarks>
/// <param name="scopeOf">Within what the order of a unit's record must hold; null where it is alone.</param>
internal sealed class Holdback(Func<UnitOfWork, string?> scopeOf)
{
    private readonly Lock _lock = new();

    // By a record's place: one scope, or several where its parts differ.
    private readonly Dictionary<int, HashSet<string>> _scopes = [];
    private readonly Dictionary<string, int> _lowestFailures = new(StringComparer.Ordinal);
    private readonly List<Origins> _held = [];

    /// <summary>Whether no record has a scope.</summary>
    public bool IsEmpty => _scopes.Count == 0;

    /// <summary>Takes a unit of the payload in, before any fails.</summary>
    public void Add(UnitOfWork uow)
    {
        if (scopeOf(uow) is not { } scope)
            return;
        lock (_lock)
        {
            if (!_scopes.TryGetValue(uow.Record!.Index, out var scopes))
                _scopes[uow.Record.Index] = scopes = new(1, StringComparer.Ordinal);
            scopes.Add(scope);
        }
    }

    /// <summary>Holds back what is behind these records, which must be delivered again.</summary>
    public void Fail(Origins origins)
    {
        lock (_lock)
            Lower(origins);
    }

    /// <summary>Whether a unit is held back; if so, its records are delivered again.</summary>
    public bool Holds(UnitOfWork uow)
    {
        // The faults of what came before are published all the same.
        if (uow.Scope.IsFaults)
            return false;
        lock (_lock)
        {
            if (_lowestFailures.Count == 0 || !IsBehindFailure(uow.Origins))
                return false;
            _held.Add(uow.Origins);
            Lower(uow.Origins);
            return true;
        }
    }

    /// <summary>The records that were held back.</summary>
    public IReadOnlyList<Origins> Held
    {
        get
        {
            lock (_lock)
                return [.. _held];
        }
    }

    private void Lower(Origins origins)
    {
        for (var i = 0; i < origins.Count; i++)
        {
            var index = origins[i].Index;
            if (!TryGetScopes(index, out var scopes))
                continue;
            foreach (var scope in scopes)
            {
                if (!_lowestFailures.TryGetValue(scope, out var lowest) || index < lowest)
                    _lowestFailures[scope] = index;
            }
        }
    }

    private bool IsBehindFailure(Origins origins)
    {
        for (var i = 0; i < origins.Count; i++)
        {
            var index = origins[i].Index;
            if (!TryGetScopes(index, out var scopes))
                continue;
            foreach (var scope in scopes)
            {
                if (_lowestFailures.TryGetValue(scope, out var lowest) && lowest < index)
                    return true;
            }
        }
        return false;
    }

    private bool TryGetScopes(int index, [NotNullWhen(true)] out HashSet<string>? scopes) =>
        _scopes.TryGetValue(index, out scopes);
}
