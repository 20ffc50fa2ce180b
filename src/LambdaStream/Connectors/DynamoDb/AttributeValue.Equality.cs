using System.Globalization;

namespace LambdaStream.Connectors;

public readonly partial struct AttributeValue
{
    /// <summary>Whether both are the same to DynamoDB: numbers by value, sets in any order.</summary>
    public bool Equals(AttributeValue other)
    {
        if (_type != other._type)
            return false;
        return _type switch
        {
            AttributeType.None or AttributeType.Null => true,
            AttributeType.Text => _form is Form.Value ? other.IsText((string)_content!) : IsText(other),
            AttributeType.Number => Digits(GetNumber()) == Digits(other.GetNumber()),
            AttributeType.Boolean => GetBoolean() == other.GetBoolean(),
            AttributeType.Binary => GetBinary().Span.SequenceEqual(other.GetBinary().Span),
            AttributeType.List => GetList().SequenceEqual(other.GetList()),
            AttributeType.Map => GetMap().Equals(other.GetMap()),
            AttributeType.TextSet => GetSet().ToHashSet().SetEquals(other.GetSet()),
            AttributeType.NumberSet => GetSet().Select(Digits).ToHashSet().SetEquals(other.GetSet().Select(Digits)),
            _ => GetBinarySet()
                .Select(Convert.ToBase64String)
                .ToHashSet()
                .SetEquals(other.GetBinarySet().Select(Convert.ToBase64String)),
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _type switch
        {
            AttributeType.Text => GetText()!.GetHashCode(StringComparison.Ordinal),
            AttributeType.Number => Digits(GetNumber()).GetHashCode(StringComparison.Ordinal),
            _ => (int)_type,
        };

    /// <summary>Whether both are the same to DynamoDB.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>Whether both differ to DynamoDB.</summary>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    // Mostly a name is compared with what a table has; then nothing needs to be read into a string.
    private bool IsText(AttributeValue other) =>
        IsText(other._form is Form.Value ? (string)other._content! : other.GetText()!);

    private bool IsText(string text) => _form is Form.Value ? (string)_content! == text : Content.IsString(text);

    // The one way to write a number: significant digits and exponent, since 1, 1.0 and 10e-1 are equal to DynamoDB.
    private static string Digits(string number)
    {
        var text = number.AsSpan().Trim();
        var negative = text is ['-', ..];
        text = text.TrimStart("+-");
        var exponent = 0;
        if (text.IndexOfAny('e', 'E') is >= 0 and var e)
        {
            if (
                !int.TryParse(
                    text[(e + 1)..],
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out exponent
                )
            )
                return number;
            text = text[..e];
        }
        var point = text.IndexOf('.');
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        if (point >= 0)
            exponent -= text.Length - point - 1;
        digits = digits.TrimStart('0');
        var significant = digits.TrimEnd('0');
        return significant.Length == 0
            ? "0"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(negative ? "-" : "")}{significant}e{exponent + digits.Length - significant.Length}"
            );
    }
}
