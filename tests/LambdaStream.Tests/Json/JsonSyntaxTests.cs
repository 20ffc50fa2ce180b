using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Xunit;

namespace LambdaStream.Tests;

public class JsonSyntaxTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.5e-7")]
    [InlineData(" [ 1 , { \"a\" : [ ] } , \"\" ] ")]
    [InlineData("""{"a":"\"\\\/\b\f\n\r\t\u00e4\ud800","b":[true,false,null]}""")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("+1")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("""{"a"}""")]
    [InlineData("""{"a":}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{,}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{a:1}""")]
    [InlineData("""{"a":1]""")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u12")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"abc")]
    [InlineData("\"abc\\")]
    [InlineData("tru")]
    [InlineData("nulll")]
    [InlineData("// no")]
    [InlineData("\u00a01")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("1 1")]
    [InlineData("{}}")]
    [InlineData("{} x")]
    [InlineData("[]\0")]
    [InlineData("\ufeff{}")]
    public void Parse_AcceptsWhatTheRuntimeAccepts(string text) => AssertAgrees(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Parse_Depth_IsThatOfTheRuntime()
    {
        AssertAgrees(Encoding.UTF8.GetBytes(new string('[', 1_000) + new string(']', 1_000)));
        AssertAgrees(Encoding.UTF8.GetBytes(new string('[', 1_001) + new string(']', 1_001)));
        AssertAgrees(Encoding.UTF8.GetBytes(new string('[', 100_000)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Parse_MutatedText_AcceptsWhatTheRuntimeAccepts(int seed)
    {
        var random = new Random(seed);
        var original =
            """
            {"id":"1","tags":{"a":"für \"später\"","n":[-1.25e3,0,12345678901234567890]},"text":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\u00e4","t":[true,false,null,{}]}
            """u8;
        var letters = "{}[]\",:\\ \n\t0123456789-+.eEutrfalsn\u0001\u007f"u8.ToArray();
        for (var run = 0; run < 5_000; run++)
        {
            var text = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                text = random.Next(3) switch
                {
                    0 => [.. text[..at], .. text[(at + 1)..]],
                    1 => [.. text[..at], letters[random.Next(letters.Length)], .. text[at..]],
                    _ => [.. text[..at], letters[random.Next(letters.Length)], .. text[(at + 1)..]],
                };
            }
            // Half a character is refused before.
            if (Utf8.IsValid(text))
                AssertAgrees(text);
        }
    }

    // A text whose strings, escapes, numbers and brackets stand, with the length of the padding, at every place of a block.
    private const string Padded = """{"PADDING":"a\"b\\","c":[-1.5e3,{"PADDING\u00e4":"PADDING"},null],"d" : true}""";

    public static TheoryData<int> Paddings =>
        [.. Enumerable.Range(0, 70).Where(padding => padding % 16 is < 3 or > 12)];

    [Theory]
    [MemberData(nameof(Paddings))]
    public void Parse_TruncatedText_AcceptsWhatTheRuntimeAccepts(int padding)
    {
        var text = Pad(padding);
        for (var length = 0; length <= text.Length; length++)
            AssertAgrees(text[..length]);
    }

    [Theory]
    [MemberData(nameof(Paddings))]
    public void Parse_OneOtherByte_AcceptsWhatTheRuntimeAccepts(int padding)
    {
        var text = Pad(padding);
        for (var at = 0; at < text.Length; at++)
        {
            var was = text[at];
            foreach (var other in "\"\\\u0001},0"u8)
            {
                text[at] = other;
                AssertAgrees(text);
            }
            text[at] = was;
        }
    }

    [Fact]
    public void Parse_ControlCharacterInAString_IsRefusedAtEveryPlaceOfABlock()
    {
        for (var padding = 0; padding < 130; padding++)
        {
            for (var control = 0; control < ' '; control++)
                AssertAgrees([(byte)'"', .. Enumerable.Repeat((byte)'p', padding), (byte)control, (byte)'"']);
            AssertAgrees([(byte)'"', .. Enumerable.Repeat((byte)'p', padding), 0x7f, (byte)'"']);
        }
    }

    [Fact]
    public void Parse_EveryShortNumber_AcceptsWhatTheRuntimeAccepts()
    {
        var letters = "-+01.eE"u8.ToArray();
        List<byte[]> numbers =
        [
            [],
        ];
        for (var length = 1; length <= 4; length++)
        {
            numbers = [.. numbers.SelectMany(number => letters, (number, letter) => (byte[])[.. number, letter])];
            foreach (var number in numbers)
                AssertAgrees([(byte)'[', .. number, (byte)']']);
        }
    }

    private static byte[] Pad(int padding) =>
        Encoding.UTF8.GetBytes(Padded.Replace("PADDING", new string('p', padding), StringComparison.Ordinal));

    private static void AssertAgrees(byte[] text)
    {
        var expected = Error(() =>
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
            while (reader.Read()) { }
        });
        Assert.Equal(expected, Error(() => Json.Parse(text)));
    }

    // What is wrong is said in the runtime's words, and empty text is an error of both.
    private static string? Error(Action parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }
}
