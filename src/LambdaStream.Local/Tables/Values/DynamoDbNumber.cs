using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace LambdaStream.Local.Tables.Values;

/// <summary>A number of up to 38 significant digits between 1e-130 and 9.99e125, exactly.</summary>
internal readonly partial struct DynamoDbNumber : IComparable<DynamoDbNumber>, IEquatable<DynamoDbNumber>
{
    private const int MaxDigits = 38;
    private const int MaxMagnitude = 125;
    private const int MinMagnitude = -130;

    // The value is mantissa · 10^exponent; the mantissa does not end in 0, so that equal numbers look the same.
    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private DynamoDbNumber(BigInteger mantissa, int exponent)
    {
        while (!mantissa.IsZero && BigInteger.Remainder(mantissa, 10).IsZero)
        {
            mantissa /= 10;
            exponent++;
        }
        _mantissa = mantissa;
        _exponent = mantissa.IsZero ? 0 : exponent;
    }

    /// <summary>What DynamoDB counts for the number: a byte, one for each two digits left and right of the point, one for a minus.</summary>
    public int Size
    {
        get
        {
            if (_mantissa.IsZero)
                return 1;
            var highest = Digits.Length + _exponent - 1;
            return 1 + (highest >> 1) - (_exponent >> 1) + 1 + (IsNegative ? 1 : 0);
        }
    }

    private bool IsNegative => _mantissa.Sign < 0;

    private string Digits => BigInteger.Abs(_mantissa).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a number as DynamoDB takes it, such as <c>-1.5e3</c>.</summary>
    /// <exception cref="Connectors.ServiceException">It is no number or outside DynamoDB's range.</exception>
    public static DynamoDbNumber Parse(string text)
    {
        var parts = Form().Match(text);
        var digits = parts.Groups["whole"].Value + parts.Groups["fraction"].Value;
        if (!parts.Success || digits.Length == 0)
            throw DynamoDbErrors.Validation("A value provided cannot be converted into a number");
        // So long an exponent is out of range whatever the digits are, unless they are all zero.
        var exponent = parts.Groups["exponent"] is { Success: true, Value: var power }
            ? (int)BigInteger.Clamp(BigInteger.Parse(power, CultureInfo.InvariantCulture), -100_000, 100_000)
            : 0;
        var mantissa = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (parts.Groups["sign"].Value == "-")
            mantissa = -mantissa;
        return new DynamoDbNumber(mantissa, exponent - parts.Groups["fraction"].Length).InRange();
    }

    public static DynamoDbNumber operator +(DynamoDbNumber left, DynamoDbNumber right)
    {
        var exponent = Math.Min(left._exponent, right._exponent);
        return new DynamoDbNumber(left.ScaledTo(exponent) + right.ScaledTo(exponent), exponent).InRange();
    }

    public static DynamoDbNumber operator -(DynamoDbNumber left, DynamoDbNumber right) =>
        left + new DynamoDbNumber(-right._mantissa, right._exponent);

    public int CompareTo(DynamoDbNumber other)
    {
        var exponent = Math.Min(_exponent, other._exponent);
        return ScaledTo(exponent).CompareTo(other.ScaledTo(exponent));
    }

    public bool Equals(DynamoDbNumber other) => _exponent == other._exponent && _mantissa == other._mantissa;

    public override bool Equals(object? obj) => obj is DynamoDbNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_mantissa, _exponent);

    /// <summary>The one form in which DynamoDB gives a number back: no exponent, no superfluous zeros.</summary>
    public override string ToString()
    {
        if (_mantissa.IsZero)
            return "0";
        var digits = Digits;
        var sign = IsNegative ? "-" : "";
        if (_exponent >= 0)
            return sign + digits + new string('0', _exponent);
        var whole = digits.Length + _exponent;
        return whole > 0 ? $"{sign}{digits[..whole]}.{digits[whole..]}" : $"{sign}0.{new string('0', -whole)}{digits}";
    }

    /// <summary>Bytes that order as the numbers do.</summary>
    public byte[] ToSortableBytes()
    {
        const byte zero = 0x80;
        const byte positive = 0xC0;
        const byte negative = 0x40;
        if (_mantissa.IsZero)
            return [zero];
        var digits = Digits;
        var magnitude = checked((byte)(digits.Length - 1 + _exponent - MinMagnitude));
        var bytes = new byte[digits.Length + 3];
        bytes[0] = IsNegative ? negative : positive;
        bytes[1] = magnitude;
        for (var i = 0; i < digits.Length; i++)
            bytes[i + 2] = (byte)(digits[i] - '0' + 1);
        // The 0 at the end is below any digit, so that of two numbers the longer one is the larger; inverted, the smaller.
        for (var i = 1; IsNegative && i < bytes.Length; i++)
            bytes[i] = (byte)~bytes[i];
        return bytes;
    }

    private BigInteger ScaledTo(int exponent) =>
        _mantissa.IsZero || exponent == _exponent ? _mantissa : _mantissa * BigInteger.Pow(10, _exponent - exponent);

    private DynamoDbNumber InRange()
    {
        if (_mantissa.IsZero)
            return this;
        var length = Digits.Length;
        var magnitude = length + _exponent - 1;
        return magnitude > MaxMagnitude
                ? throw DynamoDbErrors.Validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range"
                )
            : magnitude < MinMagnitude
                ? throw DynamoDbErrors.Validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range"
                )
            : length > MaxDigits ? throw DynamoDbErrors.Validation("DynamoDB only supports precision up to 38 digits")
            : this;
    }

    [GeneratedRegex(
        @"^(?<sign>[+-])?(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([eE](?<exponent>[+-]?[0-9]+))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
