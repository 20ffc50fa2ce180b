using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Values;

/// <summary>Numbers as JavaScript knows them: doubles, written with the fewest digits that read back the same.</summary>
internal static class JavaScriptNumber
{
    public static string Text(JsonValue number) => Text(double.Parse(Raw(number), CultureInfo.InvariantCulture));

    public static string Text(double number)
    {
        if (number == 0)
            return "0";
        if (!double.IsFinite(number))
            return "null";
        // E16 would give digits beyond the shortest form; R gives that form, in one of two notations.
        var (negative, digits, exponent) = Decompose(number.ToString("R", CultureInfo.InvariantCulture));
        var point = digits.Length + exponent;
        var text = new StringBuilder(negative ? "-" : "");
        if (exponent >= 0 && point <= 21)
            text.Append(digits).Append('0', exponent);
        else if (point is > 0 and <= 21)
            text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
        else if (point is > -6 and <= 0)
            text.Append("0.").Append('0', -point).Append(digits);
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
                text.Append('.').Append(digits, 1, digits.Length - 1);
            text.Append(CultureInfo.InvariantCulture, $"e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}");
        }
        return text.ToString();
    }

    /// <summary>Whether two texts are the same number, to the last digit or as doubles.</summary>
    public static bool AreEqual(string left, string right)
    {
        if (left == right)
            return true;
        return IsNumber(left, out var leftNumber)
            && IsNumber(right, out var rightNumber)
            && (leftNumber == rightNumber || Decompose(left) == Decompose(right));
    }

    public static double Double(JsonValue number) => Double(Raw(number));

    public static double Double(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    public static string Raw(JsonValue number) => number.ToJsonString();

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    // Sign, digits without zeros at either end, and the power of ten of the last digit.
    private static (bool Negative, string Digits, int Exponent) Decompose(string text)
    {
        text = text.Trim();
        var negative = text is ['-', ..];
        var mantissa = text.TrimStart('-', '+');
        var exponent = 0;
        if (mantissa.IndexOfAny(['e', 'E']) is >= 0 and var at)
        {
            exponent = int.Parse(mantissa.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..at];
        }
        if (mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot)
        {
            exponent -= mantissa.Length - dot - 1;
            mantissa = mantissa.Remove(dot, 1);
        }
        var trimmed = mantissa.TrimEnd('0');
        exponent += mantissa.Length - trimmed.Length;
        trimmed = trimmed.TrimStart('0');
        return trimmed.Length == 0 ? (false, "", 0) : (negative, trimmed, exponent);
    }
}
