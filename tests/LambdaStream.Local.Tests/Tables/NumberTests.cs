using System.Globalization;
using System.Numerics;
using CsCheck;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Tables;

public class NumberTests : TableTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("+1.50", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("00012", "12")]
    [InlineData("1e5", "100000")]
    [InlineData("1.25E-3", "0.00125")]
    [InlineData("-123.4500e+1", "-1234.5")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("1234567890123456789012345678901234567800000", "1234567890123456789012345678901234567800000")]
    public async Task ANumber_IsKeptExactlyInItsOneForm(string written, string read)
    {
        await UpdateAsync("SET x = :v", $$$"""{":v":{"N":"{{{written}}}"}}""");

        Assert.Equal(read, Present["x"].GetNumber());
    }

    [Theory]
    [InlineData("", "A value provided cannot be converted into a number")]
    [InlineData("abc", "A value provided cannot be converted into a number")]
    [InlineData(" 1", "A value provided cannot be converted into a number")]
    [InlineData("1e", "A value provided cannot be converted into a number")]
    [InlineData(".", "A value provided cannot be converted into a number")]
    [InlineData("--1", "A value provided cannot be converted into a number")]
    [InlineData("NaN", "A value provided cannot be converted into a number")]
    [InlineData("1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    [InlineData(
        "-1e999999999999",
        "Number overflow. Attempting to store a number with magnitude larger than supported range"
    )]
    [InlineData("1e-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range")]
    [InlineData("123456789012345678901234567890123456789", "DynamoDB only supports precision up to 38 digits")]
    public Task ANumber_OutsideDynamoDbsRange_IsRefused(string written, string reason) =>
        RefusesAsync(
            $"ExpressionAttributeValues contains invalid value: {reason} for key :v",
            () => UpdateAsync("SET x = :v", $$$"""{":v":{"N":"{{{written}}}"}}""")
        );

    [Theory]
    [InlineData("1e100", "1e100", "2")]
    [InlineData("99999999999999999999999999999999999998", "1", "99999999999999999999999999999999999999")]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("1e-130", "-1e-130", "0")]
    public async Task Addition_IsExact(string left, string right, string digits)
    {
        await UpdateAsync("SET x = :l + :r", $$$"""{":l":{"N":"{{{left}}}"},":r":{"N":"{{{right}}}"}}""");

        Assert.Equal(digits.PadRight(Present["x"].GetNumber().Length, '0'), Present["x"].GetNumber());
    }

    [Theory]
    [InlineData("1e20", "1e-20", "DynamoDB only supports precision up to 38 digits")]
    [InlineData(
        "9e125",
        "9e125",
        "Number overflow. Attempting to store a number with magnitude larger than supported range"
    )]
    public Task ASum_OutsideDynamoDbsRange_IsRefused(string left, string right, string message) =>
        RefusesAsync(
            message,
            () => UpdateAsync("SET x = :l + :r", $$$"""{":l":{"N":"{{{left}}}"},":r":{"N":"{{{right}}}"}}""")
        );

    [Fact]
    public void NumericRangeKeys_AreInTheOrderOfTheNumbers()
    {
        var number = Gen.Select(Gen.Long, Gen.Int[-60, 60]);
        number
            .Array[2, 12]
            .Sample(numbers =>
            {
                var table = Some.World().Table("numbers", "pk", KeyPart.Number("n"));
                foreach (var (digits, exponent) in numbers)
                    table.Put(Some.Item($$$"""{"pk":{"S":"a"},"n":{"N":"{{{digits}}}e{{{exponent}}}"}}"""));

                var keys = table.Items.Select(item => Scaled(item["n"].GetNumber())).ToArray();

                var expected = numbers.Select(n =>
                    Scaled(string.Create(CultureInfo.InvariantCulture, $"{n.Item1}e{n.Item2}"))
                );
                Assert.Equal(expected.Distinct().Order(), keys);
            });
    }

    [Fact]
    public void Numbers_OfAnyMagnitudeAreInTheirOrder()
    {
        string[] ordered = ["-9.9e125", "-1", "-1e-130", "0", "1e-130", "9e-130", "1e-129", "1", "1e125", "9.9e125"];
        var table = World.Table("numbers", "pk", KeyPart.Number("sk"));
        foreach (var number in ordered.Reverse())
            table.Put(Item.Of(("pk", "p"), ("sk", AttributeValue.Number(number))));

        Assert.Equal(ordered.Select(AttributeValue.Number), table.Items.Select(item => item["sk"]));
    }

    // The number times 10^60, which is whole.
    private static BigInteger Scaled(string number)
    {
        var parts = number.Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var exponent =
            60
            + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0)
            - (point < 0 ? 0 : parts[0].Length - point - 1);
        return exponent >= 0
            ? BigInteger.Parse(digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, exponent)
            : BigInteger.Parse(digits, CultureInfo.InvariantCulture) / BigInteger.Pow(10, -exponent);
    }
}
