using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Tests.Kinesis;

/// <summary>What holds for Kinesis, whichever it is.</summary>
public abstract class StreamContract
{
    /// <summary>Creates a stream of two shards.</summary>
    protected abstract ValueTask<(IKinesis Kinesis, string StreamName)> CreateAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutRecords_Records_AreOnTheShardOfTheirKey()
    {
        var (kinesis, stream) = await CreateAsync();

        // The MD5 of these keys falls into the lower and the upper half.
        var answer = await kinesis.PutRecordsAsync(Request(stream, "a", "b", "c", "a", "d"), Token);

        Assert.Equal(0, answer.FailedRecordCount);
        Assert.All(answer.Records, record => Assert.Null(record.ErrorCode));
        Assert.All(answer.Records, record => Assert.NotNull(record.SequenceNumber));
        Assert.Equal(
            ["shardId-000000000000", "shardId-000000000001"],
            answer.Records.Select(record => record.ShardId!).Distinct().Order()
        );
        Assert.Equal(answer.Records[0].ShardId, answer.Records[3].ShardId);
        Assert.Equal(Shards, answer.Records.Select(record => record.ShardId![^1]));
    }

    // The first bit of the MD5 of each key.
    private static readonly char[] Shards =
    [
        .. new[] { "a", "b", "c", "a", "d" }.Select(key => HashOf(key)[0] < 128 ? '0' : '1'),
    ];

    [Fact]
    public async Task PutRecords_NoStream_IsRefused()
    {
        var (kinesis, stream) = await CreateAsync();

        await RefusedAsync("ResourceNotFoundException", kinesis, Request(stream + "-not", "a"));
    }

    [Fact]
    public async Task PutRecords_APartitionKeyThatIsTooLong_IsRefused()
    {
        var (kinesis, stream) = await CreateAsync();

        // kinesis-mock has another code than the service, which calls it ValidationException.
        await RefusedAsync(InvalidRequest, kinesis, Request(stream, new string('k', 257)));
    }

    /// <summary>What a request outside the limits is called.</summary>
    protected abstract string InvalidRequest { get; }

    protected static PutRecordsRequest Request(string stream, params string[] keys) =>
        new()
        {
            StreamName = stream,
            Records =
            [
                .. keys.Select(key => new PutRecordsRequestEntry
                {
                    Data = Encoding.UTF8.GetBytes($$"""{"key":"{{key}}"}"""),
                    PartitionKey = key,
                }),
            ],
        };

    protected static async Task RefusedAsync(string code, IKinesis kinesis, PutRecordsRequest request)
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await kinesis.PutRecordsAsync(request, Token)
        );
        Assert.Equal(code, error.Code);
    }

#pragma warning disable CA5351 // Kinesis prescribes MD5; nothing is secured by it.
    private static byte[] HashOf(string key) => System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(key));
#pragma warning restore CA5351
}
