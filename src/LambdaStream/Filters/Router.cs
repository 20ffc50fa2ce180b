using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LambdaStream.Filters;

/// <summary>Which pipelines want an event: the event types of all pipelines, merged into one look-up by type.</summary>
/// <remarks>
/// What an event costs depends on the pipelines that want it, not on how many there are. A regular expression or a
/// function is asked once for each type.
/// </remarks>
internal sealed class Router
{
    // A service has some dozens of types. Where more occur than this, somebody puts ids into them, and the rest is asked
    // each time.
    private const int MaxTypes = 1_000;

    private readonly EventTypes?[] _wanted;
    private readonly Route _untyped;
    private readonly ConcurrentDictionary<byte[], Route> _routes = new(Utf8Comparer.Instance);
    private readonly ConcurrentDictionary<byte[], Route>.AlternateLookup<ReadOnlySpan<byte>> _byType;

    /// <param name="wanted">The event types of each pipeline; null wants all events.</param>
    public Router(EventTypes?[] wanted)
    {
        _wanted = wanted;
        _byType = _routes.GetAlternateLookup<ReadOnlySpan<byte>>();
        _untyped = Ask("");
    }

    public Route Find(ReadOnlySpan<byte> type) =>
        type.IsEmpty ? _untyped
        : _byType.TryGetValue(type, out var route) ? route
        : AskAndRemember(type);

    public Route Find(string type)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(type, utf8, out var length)
            ? Find(utf8[..length])
            : Find(Encoding.UTF8.GetBytes(type));
    }

    private Route AskAndRemember(ReadOnlySpan<byte> type)
    {
        var route = Ask(JsonString.Read(type));
        // An answer that failed is asked for again: the next one may not.
        if (route.Failures.Length == 0 && _routes.Count < MaxTypes)
            _byType.TryAdd(type, route);
        return route;
    }

    private Route Ask(string type)
    {
        var pipelines = new List<int>();
        var failures = new List<(int, Exception)>();
        for (var i = 0; i < _wanted.Length; i++)
        {
            try
            {
                if (_wanted[i] is not { } types || types.Match(type))
                    pipelines.Add(i);
            }
            catch (Exception error)
            {
                failures.Add((i, error));
            }
        }
        return new([.. pipelines], [.. failures]);
    }

    private sealed class Utf8Comparer
        : IEqualityComparer<byte[]>,
            IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}

/// <summary>The pipelines that want an event type, by their place, and those whose function failed on it.</summary>
internal sealed record Route(int[] Pipelines, (int Pipeline, Exception Error)[] Failures)
{
    public bool IsUnwanted => Pipelines.Length == 0 && Failures.Length == 0;
}
