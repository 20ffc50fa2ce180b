using System.IO.Compression;
using System.Text;
using LambdaStream.Compression;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class DecompressedSizeTests
{
    private static readonly StreamOptions Small = new() { MaxDecompressedSize = 1_000 };

    [Fact]
    public void MaxDecompressedSize_ByDefault_Is64MiB() =>
        Assert.Equal(64 * 1024 * 1024, new StreamOptions().MaxDecompressedSize);

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_001)]
    public void Check_ValuesUpToTheLimit_ArePermitted(int size)
    {
        var text = $$"""{"thing":{"a":["{{Compressed(size)}}"]} }""";

        if (size <= 1_000)
            DecompressedSize.Check(Encoding.UTF8.GetBytes(text), 1_000);
        else
            Assert.Contains("'a'", Refused(text, 1_000), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SeveralValues_CountTogether()
    {
        var text = $$"""{"a":"{{Compressed(600)}}","b" : { "c" : "{{Compressed(600)}}" } }""";

        Assert.Equal(
            "The event's compressed values have more than 1000 bytes inside, with that of 'c'.",
            Refused(text, 1_000)
        );
        DecompressedSize.Check(Encoding.UTF8.GetBytes(text), 1_200);
    }

    [Theory]
    [InlineData("""{"a":"COMPRESSED air","b":"COMPRESSEDH4sI"}""")]
    [InlineData("""{"COMPRESSED":"COMPRESSED"}""")]
    [InlineData("""["\"COMPRESSED"]""")]
    public void Check_TheUsersOwnText_CountsForNothing(string text) =>
        DecompressedSize.Check(Encoding.UTF8.GetBytes(text), 0);

    [Fact]
    public async Task Kinesis_AnEventThatGrowsTooLarge_IsAFaultThatNamesTheMember()
    {
        var driver = Driver();

        var run = await driver.InvokeAsync(Records.KinesisData(Encoding.UTF8.GetBytes(Large), Good));

        Assert.Equal(["good"], run.Units.Ids());
        Refuses(driver);
    }

    [Fact]
    public async Task Kinesis_AStoredEventThatGrowsTooLarge_IsAFaultThatNamesTheMember()
    {
        var driver = Driver();
        driver.Options = driver.Options with
        {
            S3 = new RecordingS3
            {
                OnGetObject = (_, _) => new(new GetObjectResponse { Body = Encoding.UTF8.GetBytes(Large) }),
            },
        };
        var check = """{"id":"1","type":"thing-created","s3":{"bucket":"b","key":"k"}}"""u8.ToArray();

        var run = await driver.InvokeAsync(Records.KinesisData(check, Good));

        Assert.Equal(["good"], run.Units.Ids());
        Refuses(driver);
    }

    private static string Large => $$"""{"id":"1","type":"thing-created","thing":{"name":"{{Compressed(1_001)}}"} }""";

    private static byte[] Good =>
        Encoding.UTF8.GetBytes($$"""{"id":"good","type":"a","thing":"{{Compressed(999)}}"}""");

    private static FunctionDriver Driver()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("reads", units => units));
        driver.Options = driver.Options with { MaxDecompressedSize = Small.MaxDecompressedSize };
        return driver;
    }

    private static void Refuses(FunctionDriver driver)
    {
        var fault = Assert.Single(driver.EventBridge.Faults);
        Assert.Equal("InvalidDataException", fault["err"]["name"].GetString());
        Assert.Equal(
            "The event's compressed values have more than 1000 bytes inside, with that of 'name'.",
            fault["err"]["message"].GetString()
        );
        Assert.True(fault["uow"]["record"]["kinesis"].IsDefined);
    }

    private static string Refused(string text, long limit) =>
        Assert.Throws<InvalidDataException>(() => DecompressedSize.Check(Encoding.UTF8.GetBytes(text), limit)).Message;

    // A string whose JSON has that many bytes.
    private static string Compressed(int size)
    {
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes($"\"{new string('x', size - 2)}\""));
        return $"COMPRESSED{Convert.ToBase64String(gzipped.ToArray())}";
    }
}
