using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LambdaStream;

/// <summary>What a mapping gives: nothing, one or several. <c>x</c>, <c>[a, b]</c> and <c>null</c> all convert to it.</summary>
[CollectionBuilder(typeof(OneOrMany), nameof(OneOrMany.Create))]
[SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It is a result first and a collection only to be built and read."
)]
public readonly struct OneOrMany<T> : IReadOnlyList<T>
    where T : class
{
    private readonly T? _one;
    private readonly T[]? _many;

    private OneOrMany(T? one) => _one = one;

    internal OneOrMany(T[] many) => _many = many;

    /// <summary>Whether it is the empty list: not nothing, but none.</summary>
    internal bool IsNone => _many is [];

    /// <summary>How many there are.</summary>
    public int Count => _many?.Length ?? (_one is null ? 0 : 1);

    /// <summary>The result at that place.</summary>
    public T this[int index] =>
        _many is not null ? _many[index]
        : index == 0 && _one is not null ? _one
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>One result; nothing for null.</summary>
    public static implicit operator OneOrMany<T>(T? one) => new(one);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Builds <see cref="OneOrMany{T}"/> from collection expressions.</summary>
public static class OneOrMany
{
    /// <summary>Builds it from elements, without those that are null.</summary>
    public static OneOrMany<T> Create<T>(ReadOnlySpan<T> elements)
        where T : class
    {
        var many = new List<T>(elements.Length);
        foreach (var element in elements)
        {
            if (element is not null)
                many.Add(element);
        }
        return new([.. many]);
    }

    /// <summary>A mapping to one as a mapping to one or many, which <c>MapTo</c> takes; null stays null.</summary>
    public static Func<UnitOfWork, OneOrMany<T>>? OrMany<T>(this Func<UnitOfWork, T?>? mapping)
        where T : class => mapping is null ? null : uow => mapping(uow);

    /// <inheritdoc cref="OrMany{T}(Func{UnitOfWork, T})"/>
    public static Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<T>>>? OrMany<T>(
        this Func<UnitOfWork, CancellationToken, ValueTask<T?>>? mapping
    )
        where T : class => mapping is null ? null : async (uow, token) => await mapping(uow, token);
}
