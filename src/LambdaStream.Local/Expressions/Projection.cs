using System.Runtime.InteropServices;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Expressions;

/// <summary>The parts of an item that a projection expression wants.</summary>
internal sealed class Projection
{
    private readonly IReadOnlyList<ItemPath> _paths;

    private Projection(IReadOnlyList<ItemPath> paths) => _paths = paths;

    public IEnumerable<string> Attributes => _paths.Select(path => path.Attribute);

    /// <exception cref="ServiceException">The expression is none.</exception>
    public static Projection Parse(string text, Placeholders placeholders) => new(Parser.Paths(text, placeholders));

    public Item Of(Item item) => OfMap(item, _paths, 0);

    private static Item OfMap(Item map, IEnumerable<ItemPath> paths, int depth)
    {
        var kept = new List<(string, AttributeValue)>();
        foreach (var group in paths.GroupBy(path => path.Steps[depth].Name))
        {
            if (group.Key is { } name)
                kept.Add((name, OfValue(map[name], [.. group], depth + 1)));
        }
        return Item.Of(CollectionsMarshal.AsSpan(kept));
    }

    // The elements that are wanted close up, in their order.
    private static AttributeValue OfValue(AttributeValue value, IReadOnlyList<ItemPath> paths, int depth)
    {
        if (paths[0].Steps.Count == depth)
            return value;
        switch (value.Type)
        {
            case AttributeType.Map:
                var members = OfMap(value.GetMap(), paths, depth);
                return members.Count == 0 ? default : members;
            case AttributeType.List:
                var list = value.GetList();
                var elements = paths
                    .Where(path => path.Steps[depth].Name is null && path.Steps[depth].Index < list.Count)
                    .GroupBy(path => path.Steps[depth].Index)
                    .OrderBy(group => group.Key)
                    .Select(group => OfValue(list[group.Key], [.. group], depth + 1))
                    .Where(element => element.IsDefined)
                    .ToArray();
                return elements.Length == 0 ? default : AttributeValue.List(elements);
            default:
                return default;
        }
    }

    private sealed class Parser : ExpressionParser
    {
        private Parser(string text, Placeholders placeholders)
            : base("ProjectionExpression", text, placeholders) { }

        public static List<ItemPath> Paths(string text, Placeholders placeholders)
        {
            var parser = new Parser(text, placeholders);
            var paths = new List<ItemPath> { parser.Path() };
            while (parser.Accept(","))
                paths.Add(parser.Path());
            parser.ExpectEnd();
            parser.RefuseOverlaps(paths);
            return paths;
        }

        protected override Node WithinParentheses() => throw SyntaxError();

        protected override Node Call(string function, IReadOnlyList<Operand> arguments) => throw SyntaxError();
    }
}
