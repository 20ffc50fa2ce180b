using LambdaStream.Connectors;
using LambdaStream.Local.Tables;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Expressions;

/// <summary>The names and values behind the placeholders of one request, and what its expressions use.</summary>
internal sealed class Placeholders
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<ItemPath> _paths = [];

    /// <exception cref="ServiceException">A placeholder or its value is none.</exception>
    public Placeholders(
        IReadOnlyDictionary<string, string>? names,
        Item? values,
        params ReadOnlySpan<string?> expressions
    )
    {
        if (!expressions.ContainsAnyExcept((string?)null))
            RefuseWithoutExpressions(names, values);
        ReadNames(names);
        ReadValues(values);
    }

    /// <summary>All paths that the request's expressions have.</summary>
    public IReadOnlyList<ItemPath> Paths => _paths;

    public void Add(ItemPath path) => _paths.Add(path);

    public string? Name(string placeholder)
    {
        _used.Add(placeholder);
        return _names.GetValueOrDefault(placeholder);
    }

    public AttributeValue Value(string placeholder)
    {
        _used.Add(placeholder);
        return _values.GetValueOrDefault(placeholder);
    }

    /// <summary>Refuses a request that has names or values which no expression uses.</summary>
    public void RefuseUnused()
    {
        RefuseUnused("ExpressionAttributeNames", _names.Keys);
        RefuseUnused("ExpressionAttributeValues", _values.Keys);
    }

    private void RefuseUnused(string parameter, IEnumerable<string> placeholders)
    {
        var unused = string.Join(", ", placeholders.Where(placeholder => !_used.Contains(placeholder)));
        if (unused.Length > 0)
            throw DynamoDbErrors.Validation($"Value provided in {parameter} unused in expressions: keys: {{{unused}}}");
    }

    private static void RefuseWithoutExpressions(IReadOnlyDictionary<string, string>? names, Item? values)
    {
        const string withoutExpressions = "can only be specified when using expressions";
        if (names is not null)
            throw DynamoDbErrors.Validation($"ExpressionAttributeNames {withoutExpressions}");
        if (values is not null)
            throw DynamoDbErrors.Validation($"ExpressionAttributeValues {withoutExpressions}");
    }

    private void ReadNames(IReadOnlyDictionary<string, string>? names)
    {
        if (names is { Count: 0 })
            throw DynamoDbErrors.Validation("ExpressionAttributeNames must not be empty");
        foreach (var (placeholder, name) in names ?? new Dictionary<string, string>())
        {
            if (!IsPlaceholder(placeholder, '#'))
            {
                throw DynamoDbErrors.Validation(
                    $"ExpressionAttributeNames contains invalid key: Syntax error; key: \"{placeholder}\""
                );
            }
            if (string.IsNullOrEmpty(name))
            {
                throw DynamoDbErrors.Validation(
                    $"ExpressionAttributeNames contains invalid value: Empty attribute name for key {placeholder}"
                );
            }
            _names[placeholder] = name;
        }
    }

    private void ReadValues(Item? values)
    {
        if (values is { Count: 0 })
            throw DynamoDbErrors.Validation("ExpressionAttributeValues must not be empty");
        foreach (var (placeholder, value) in values ?? Item.Empty)
        {
            if (!IsPlaceholder(placeholder, ':'))
            {
                throw DynamoDbErrors.Validation(
                    $"ExpressionAttributeValues contains invalid key: Syntax error; key: \"{placeholder}\""
                );
            }
            try
            {
                _values[placeholder] = StoredValue.Of(value);
            }
            catch (ServiceException exception)
            {
                throw DynamoDbErrors.Validation(
                    $"ExpressionAttributeValues contains invalid value: {exception.Message} for key {placeholder}"
                );
            }
        }
    }

    private static bool IsPlaceholder(string text, char sign) =>
        text.Length > 1 && text[0] == sign && text.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
