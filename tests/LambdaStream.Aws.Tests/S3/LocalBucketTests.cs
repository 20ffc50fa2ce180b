using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.Aws.Tests.S3;

public sealed class LocalBucketTests : BucketContract
{
    private readonly LocalWorld _world = new();

    protected override ValueTask<(IS3 S3, string Bucket)> CreateAsync()
    {
        _world.Bucket("things");
        return new((_world.S3, "things"));
    }

    // fauxqs answers this with 500.
    [Fact]
    public async Task PutObject_NoBucket_IsRefused()
    {
        var (s3, bucket) = await CreateAsync();

        await RefusedAsync(
            "NoSuchBucket",
            HttpStatusCode.NotFound,
            s3.PutObjectAsync(new() { Bucket = bucket + "-not", Key = "k" }, default)
        );
    }

    // fauxqs does not look at conditions.
    [Fact]
    public async Task PutObject_Conditions_AreHeld()
    {
        var (s3, bucket) = await CreateAsync();
        var request = new PutObjectRequest
        {
            Bucket = bucket,
            Key = "once",
            Text = "1",
            IfNoneMatch = "*",
        };
        var first = await s3.PutObjectAsync(request, default);

        await RefusedAsync(
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed,
            s3.PutObjectAsync(request, default)
        );
        var second = request with { IfNoneMatch = null, IfMatch = first.ETag, Text = "2" };
        await s3.PutObjectAsync(second, default);
        await RefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed, s3.PutObjectAsync(second, default));
        Assert.Equal("2", (await s3.GetObjectAsync(new() { Bucket = bucket, Key = "once" }, default)).Text);
    }
}
