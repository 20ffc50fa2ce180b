using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LambdaStream;

/// <summary>Which event types a pipeline wants: one, several in brackets, a regular expression, or a function.</summary>
/// <remarks>
/// The types of all pipelines are merged into one look-up. A regular expression and a function are asked once for each
/// type that occurs, so they must not depend on anything but the type.
/// </remarks>
[CollectionBuilder(typeof(EventTypes), nameof(AnyOf))]
[SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It is a set of types to match, enumerable only to be built in brackets."
)]
public sealed class EventTypes : IEnumerable<string>
{
    private readonly string[]? _types;
    private readonly Func<string, bool>? _predicate;
    private readonly string? _text;

    private EventTypes(string[] types) => _types = types;

    private EventTypes(Func<string, bool> predicate, string text) => (_predicate, _text) = (predicate, text);

    /// <summary>These types, letter by letter.</summary>
    public static EventTypes AnyOf(params ReadOnlySpan<string> types) => new(types.ToArray());

    /// <summary>The types that a function wants.</summary>
    public static EventTypes Where(Func<string, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(predicate, "(function)");
    }

    /// <summary>The types that start with a text, such as <c>thing-</c>.</summary>
    public static EventTypes StartingWith(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return new(type => type.StartsWith(prefix, StringComparison.Ordinal), $"{prefix}*");
    }

    /// <summary>The types that end with a text, such as <c>-deleted</c>.</summary>
    public static EventTypes EndingWith(string suffix)
    {
        ArgumentException.ThrowIfNullOrEmpty(suffix);
        return new(type => type.EndsWith(suffix, StringComparison.Ordinal), $"*{suffix}");
    }

    /// <summary>One type, letter by letter.</summary>
    public static implicit operator EventTypes(string type) => new([type]);

    /// <summary>The types that a regular expression matches anywhere.</summary>
    public static implicit operator EventTypes(Regex pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new(pattern.IsMatch, $"/{pattern}/");
    }

    /// <summary>Whether a type is wanted. An event without a type is wanted by none.</summary>
    public bool Match(string type) =>
        !string.IsNullOrEmpty(type) && (_predicate?.Invoke(type) ?? Array.IndexOf(_types!, type) >= 0);

    /// <summary>The types, where they are given letter by letter.</summary>
    public IEnumerator<string> GetEnumerator() => (_types ?? []).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The types, or what tells them, as a description shows it.</summary>
    public override string ToString() => _text ?? string.Join(", ", _types!);

    internal string? Problem =>
        _predicate is not null ? null
        : _types is [] ? "EventType is an empty list, so the rule would never run."
        : _types!.Any(string.IsNullOrEmpty) ? "EventType has an empty type in it."
        : null;
}
