using System.Globalization;
using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class JsonNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("9007199254740993", 9007199254740993)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("1e3", 1000)]
    [InlineData("1.0", 1)]
    [InlineData("1500E-2", 15)]
    public void GetInt64_ReadsEveryIntegerOf64Bits(string text, long expected)
    {
        Assert.True(Json.Parse(text).TryGetInt64(out var number));
        Assert.Equal(expected, number);
        Assert.Equal(expected, Json.Parse(text).GetInt64());
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    [InlineData("1e400")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1]")]
    public void GetInt64_OfSomethingElse_IsRejected(string text)
    {
        Assert.False(Json.Parse(text).TryGetInt64(out _));
        Assert.Throws<InvalidOperationException>(() => Json.Parse(text).GetInt64());
        Assert.False(default(Json).TryGetInt64(out _));
    }

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("9007199254740993")]
    [InlineData("0.1000")]
    [InlineData("1E+2")]
    [InlineData("3.14159265358979323846264338327950288")]
    public void ANumber_KeepsEveryDigit(string text) =>
        Assert.Equal($"[{text}]", Json.ArrayOf(Json.Parse($"[{text}]")[0]).ToString());

    [Fact]
    public void GetDouble_RoundsAndOverflowsAsJavaScriptDoes()
    {
        Assert.Equal(9007199254740992d, Json.Parse("9007199254740993").GetDouble());
        Assert.Equal(double.PositiveInfinity, Json.Parse("1e400").GetDouble());
        Assert.Equal(-0.015, Json.Parse("-1.5E-2").GetDouble());
        Assert.Throws<InvalidOperationException>(() => Json.Parse("\"1\"").GetDouble());
        Assert.Throws<InvalidOperationException>(() => default(Json).GetDouble());
    }

    [Fact]
    public void GetDecimal_KeepsWhatADecimalCan()
    {
        Assert.Equal(12345678901234567890.5m, Json.Parse("12345678901234567890.5").GetDecimal());
        Assert.Throws<InvalidOperationException>(() => Json.Parse("1e400").GetDecimal());
        Assert.Throws<InvalidOperationException>(() => Json.Parse("\"1\"").GetDecimal());
    }

    [Fact]
    public void GetBoolean_ReadsTrueAndFalseOnly()
    {
        Assert.True(Json.Parse("true").GetBoolean());
        Assert.False(Json.Parse("false").GetBoolean());
        Assert.Throws<InvalidOperationException>(() => Json.Parse("1").GetBoolean());
        Assert.Throws<InvalidOperationException>(() => Json.Null.GetBoolean());
        Assert.Throws<InvalidOperationException>(() => default(Json).GetBoolean());
    }

    [Fact]
    public void AnyNumber_ComesBackAsItWas()
    {
        Gen.Long.Sample(number => Json.Parse(((Json)number).ToString()).GetInt64() == number, iter: 500, threads: 1);
        Gen.Double.Where(double.IsFinite)
            .Sample(number => Json.Parse(((Json)number).ToString()).GetDouble().Equals(number), iter: 500, threads: 1);
        Gen.Decimal.Sample(
            number => Json.Parse(((Json)number).ToString()).GetDecimal() == number,
            iter: 500,
            threads: 1
        );
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ANumberWithoutAForm_IsRejected(double number) => Assert.Throws<ArgumentException>(() => (Json)number);

    [Fact]
    public void ValuesConvert()
    {
        Assert.Equal("1", ((Json)(long?)1).ToString());
        Assert.False(((Json)(long?)null).IsDefined);
        Assert.Equal(("true", "false"), (((Json)true).ToString(), ((Json)false).ToString()));
        Assert.Equal("1.50", ((Json)1.50m).ToString());
        Assert.Equal("-7", ((Json)(-7)).ToString());
        Assert.Equal(long.MinValue.ToString(CultureInfo.InvariantCulture), ((Json)long.MinValue).ToString());
    }
}
