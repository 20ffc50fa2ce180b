using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PutObjectToS3Tests : VerbContract
{
    private readonly RecordingS3 _s3 = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.PutObjectToS3()];

    private protected override StreamOptions UnitOptions => Options;

    // One for the degree, one for the step.
    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options => new() { S3 = _s3, BucketName = "things" };

    // Node: put object
    [Fact]
    public async Task Put_Objects_GoToTheBucketOfTheOptionsOrTheirOwn()
    {
        var units = await WithRequests(Options, null, "other").PutObjectToS3().ToListAsync();

        Assert.Equal(["things", "other"], _s3.Puts.Select(put => put.Bucket));
        Assert.Equal(["0", "1"], units.Ids());
        Assert.All(units, uow => Assert.Equal("\"0\"", uow.Get(Slots.S3PutResponse)!.ETag));
    }

    // Node: passthrough additional client options to connector
    [Fact]
    public async Task Put_APortOfItsOwn_IsUsed()
    {
        var own = new RecordingS3();

        await WithRequests(Options, "b").PutObjectToS3(new() { S3 = own }).CountAsync();

        Assert.Empty(_s3.Puts);
        Assert.Single(own.Puts);
    }

    [Fact]
    public async Task Put_SameKey_StaysInLine()
    {
        var open = 0;
        _s3.OnPutObject = async (_, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref open));
            await Task.Yield();
            Interlocked.Decrement(ref open);
            return new PutObjectResponse();
        };
        var units = Some.Units(5, Options)
            .Select(uow => uow.With(Slots.S3PutRequest, new() { Key = "same", Text = uow.Event.Id! }));

        await units.Stream().PutObjectToS3().CountAsync();

        Assert.Equal(["0", "1", "2", "3", "4"], _s3.Puts.Select(put => put.Text));
    }

    [Fact]
    public async Task Put_WithoutABucketOrPort_IsAFaultThatSaysSo()
    {
        var noBucket = Some.Unit(options: Options with { BucketName = null })
            .With(Slots.S3PutRequest, new() { Key = "k" });
        var noPort = Some.Unit(options: Options with { S3 = null }).With(Slots.S3PutRequest, new() { Key = "k" });

        Assert.Empty(await new[] { noBucket }.Stream().PutObjectToS3().ToListAsync());
        Assert.Empty(await new[] { noPort }.Stream().PutObjectToS3().ToListAsync());

        Assert.Contains("BUCKET_NAME", Assert.Single(noBucket.Faults()).Error.Message, StringComparison.Ordinal);
        Assert.Contains("StreamOptions.S3", Assert.Single(noPort.Faults()).Error.Message, StringComparison.Ordinal);
    }

    // Node: copy object; delete object
    [Fact]
    public async Task CopyAndDelete_Objects_GoToTheBucketOfTheOptions()
    {
        var unit = Some.Unit(options: Options)
            .With(Slots.S3CopyRequest, new() { Key = "b", CopySource = "things/a" })
            .With(Slots.S3DeleteRequest, new() { Key = "a" });

        var units = await new[] { unit }.Stream().CopyObjectInS3().DeleteObjectFromS3().ToListAsync();

        Assert.Equal(("things", "b", "things/a"), (_s3.Copies[0].Bucket, _s3.Copies[0].Key, _s3.Copies[0].CopySource));
        Assert.Equal(("things", "a"), (_s3.Deletes[0].Bucket, _s3.Deletes[0].Key));
        Assert.True(units[0].Has(Slots.S3CopyResponse) && units[0].Has(Slots.S3DeleteResponse));
    }

    [Fact]
    public async Task CopyAndDelete_WithoutRequests_Pass()
    {
        Assert.Equal(2, await Some.Units(2, Options).Stream().CopyObjectInS3().DeleteObjectFromS3().CountAsync());
        Assert.Empty(_s3.Copies);
        Assert.Empty(_s3.Deletes);
    }

    private static IAsyncEnumerable<UnitOfWork> WithRequests(StreamOptions options, params string?[] buckets) =>
        Some.Units(buckets.Length, options)
            .Zip(buckets, (uow, bucket) => uow.With(Slots.S3PutRequest, new() { Bucket = bucket, Key = uow.Event.Id! }))
            .Stream();
}
