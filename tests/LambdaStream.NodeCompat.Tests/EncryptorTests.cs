using LambdaStream.Encryption;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>The two versions of aws-kms-ee, neither of which reads what the other one has written.</summary>
public sealed class EncryptorTests(NodeLibrary today, NodeLibraryWithFirstEncryptor first)
{
    private const string Event =
        """{"id":"1","type":"thing-created","partitionKey":"t1","timestamp":1700000000000,"tags":{"account":"a"},"name":{"first":"Ann","n":1E5},"ssn":1.5E5}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_version_reads_its_format_and_we_read_both(bool isFirst)
    {
        var node = isFirst ? first : today;
        var (wire, _) = await Ours.PublishAsync([Event], new(Way.Kinesis, null, true), node.Format);
        var theirs = await node.AskAsync(
            "publish",
            ("sink", "eventBridge"),
            ("events", Json.ArrayOf(Json.Parse(Event))),
            ("fields", Json.ArrayOf("name", "ssn"))
        );

        var read = await ReadAsync(node, wire[0]);
        var ours = await Ours.ReadAsync(From.Kinesis(), Wire.Stream(theirs["wire"][0].GetString()!));

        Assert.DoesNotContain("Ann", wire[0], StringComparison.Ordinal);
        Assert.Equal("""{"first":"Ann","n":100000}""", read["events"][0]["name"].ToString());
        Assert.Equal("150000", read["events"][0]["ssn"].ToString());
        Assert.Equal("Ann", Json.Parse(ours[0])["name"]["first"].GetString());
    }

    [Theory]
    [InlineData(false, EncryptionFormat.AesCbc)]
    [InlineData(true, EncryptionFormat.AesCbcTextKey)]
    [InlineData(false, EncryptionFormat.AesGcm)]
    public async Task No_version_reads_another_format(bool isFirst, EncryptionFormat format)
    {
        var (wire, _) = await Ours.PublishAsync([Event], new(Way.Kinesis, null, true), format);

        var read = await ReadAsync(isFirst ? first : today, wire[0]);

        Assert.DoesNotContain("Ann", read["events"].ToString(), StringComparison.Ordinal);
    }

    private static Task<Json> ReadAsync(NodeLibrary node, string wire) =>
        node.AskAsync("read", ("source", "kinesis"), ("payload", Json.Parse(Wire.Stream(wire))), ("decrypt", true));
}
