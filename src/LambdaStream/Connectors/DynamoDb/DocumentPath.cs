using System.Globalization;
using System.Text;

namespace LambdaStream.Connectors;

/// <summary>A place inside an attribute of DynamoDB, such as <c>address.lines[0]</c>. A name alone is an attribute, with dots and all.</summary>
public sealed class DocumentPath
{
    private readonly PathStep[] _steps;

    // A member's name, or the index of an element.
    private readonly record struct PathStep(string? Name, int Index);

    private DocumentPath(PathStep[] steps) => _steps = steps;

    /// <summary>An attribute, from which members and elements lead on.</summary>
    public static DocumentPath Of(string attribute)
    {
        ArgumentException.ThrowIfNullOrEmpty(attribute);
        return new([new(attribute, 0)]);
    }

    /// <summary>Reads a path such as <c>address.lines[0]</c>. Names that have dots or brackets themselves take <see cref="Member"/>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DocumentPath Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var steps = new List<PathStep>();
        foreach (var part in path.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name.Length == 0 || name.Contains(']', StringComparison.Ordinal))
                throw IsNone();
            steps.Add(new(name, 0));
            if (bracket < 0)
                continue;
            if (!part.EndsWith(']'))
                throw IsNone();
            foreach (var index in part[(bracket + 1)..^1].Split("]["))
            {
                if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
                    throw IsNone();
                steps.Add(new(null, place));
            }
        }
        return new([.. steps]);

        FormatException IsNone() =>
            new($"'{path}' is no path. Write names with dots between them and indexes in brackets, such as a.b[0].");
    }

    /// <summary>The member of that name, in a map.</summary>
    public DocumentPath Member(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new([.. _steps, new(name, 0)]);
    }

    /// <summary>The element at that place, counted from 0, in a list.</summary>
    public DocumentPath Element(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new([.. _steps, new(null, index)]);
    }

    /// <summary>The path as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Text(name => name);

    /// <summary>The attribute, where the path goes no further.</summary>
    internal string? AttributeAlone => _steps.Length == 1 ? _steps[0].Name : null;

    /// <summary>What no other path and no attribute has.</summary>
    internal string Identity => Text(name => ((Json)name).ToString());

    /// <summary>The path in an expression, with an alias for each name.</summary>
    internal string Aliased(Func<string, string> aliasOf) => Text(name => "#" + aliasOf(name));

    /// <summary>A name for its value, in letters, digits and underscores.</summary>
    internal string ValueAlias(Func<string, string> aliasOf) =>
        string.Join(
            '_',
            _steps.Select(step =>
                step.Name is { } name ? aliasOf(name) : step.Index.ToString(CultureInfo.InvariantCulture)
            )
        );

    /// <summary>Whether one of two leads to the other, or both are the same.</summary>
    internal bool Overlaps(DocumentPath other)
    {
        var shared = Math.Min(_steps.Length, other._steps.Length);
        return _steps.AsSpan(0, shared).SequenceEqual(other._steps.AsSpan(0, shared));
    }

    private string Text(Func<string, string> textOf)
    {
        var text = new StringBuilder();
        foreach (var (name, index) in _steps)
        {
            if (name is null)
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else
                text.Append(text.Length == 0 ? "" : ".").Append(textOf(name));
        }
        return text.ToString();
    }
}
