using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

internal enum OperationKind
{
    UpdateItem,
    PutItem,
    BatchGetItem,
    Query,
    Scan,
    BatchWriteItem,
    TransactWriteItems,
}

internal enum WriteKind
{
    AsItsKind,
    Delete,
    ConditionCheck,
}

/// <summary>A request that is being made up, or spoilt.</summary>
internal sealed class Draft(OperationKind kind, string tableName)
{
    public OperationKind Kind { get; } = kind;

    public string TableName { get; set; } = tableName;

    public string? IndexName { get; set; }

    /// <summary>The key of an update, the item of a put, the keys of a batch.</summary>
    public List<Item> Items { get; } = [];

    /// <summary>The writes of a batch or a transaction, each with placeholders of its own.</summary>
    public List<Draft> Parts { get; } = [];

    /// <summary>Whether a write of a batch or a transaction deletes, or only asks.</summary>
    public WriteKind Write { get; set; }

    /// <summary>The expressions by the name of their parameter.</summary>
    public SortedDictionary<string, string> Expressions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string>? Names { get; set; }

    public Item? Values { get; set; }

    public string? ReturnValues { get; set; }

    public bool? ConsistentRead { get; set; }

    public bool? Forward { get; set; }

    public int? Limit { get; set; }

    public Item? StartKey { get; set; }

    public string? Select { get; set; }

    public int? TotalSegments { get; set; }

    /// <summary>A placeholder of that name, or the name itself where it needs none and chance will have it.</summary>
    public string Name(string name, Dice dice)
    {
        var isPlain = name is not ("name" or "Status" or "x-y" or "p.q" or "é");
        if (isPlain && dice.Chance(0.6))
            return name;
        Names ??= [];
        foreach (var (known, value) in Names)
        {
            if (value == name)
                return known;
        }
        var placeholder = $"#n{Names.Count}";
        Names[placeholder] = name;
        return placeholder;
    }

    /// <summary>A placeholder of that value.</summary>
    public string Value(AttributeValue value)
    {
        Values ??= Item.Empty;
        var placeholder = $":v{Values.Count}";
        Values = Values.With(placeholder, value);
        return placeholder;
    }

    public string? Expression(string parameter) => Expressions.GetValueOrDefault(parameter);
}
