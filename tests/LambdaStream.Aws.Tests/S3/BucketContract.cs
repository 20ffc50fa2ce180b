using System.Globalization;
using System.Net;
using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Tests.S3;

/// <summary>What holds for S3, whichever it is.</summary>
public abstract class BucketContract
{
    private const string Text = """{"text":"é ☃ 😀"}""";

    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract ValueTask<(IS3 S3, string Bucket)> CreateAsync();

    [Theory]
    [InlineData("plain")]
    [InlineData("a/b/c.json")]
    [InlineData("with space + plus")]
    [InlineData("ünï☃/😀")]
    [InlineData("100%/%41?x=1&y#z")]
    [InlineData("!*'()~-_.:@,;$=")]
    public async Task PutObject_AnyKey_CanBeReadListedLookedAtAndDeleted(string key)
    {
        var (s3, bucket) = await CreateAsync();

        var put = await s3.PutObjectAsync(
            new()
            {
                Bucket = bucket,
                Key = key,
                Text = Text,
                ContentType = "application/json",
                Metadata = new Dictionary<string, string> { ["Kind"] = "thing" },
            },
            None
        );
        var got = await s3.GetObjectAsync(new() { Bucket = bucket, Key = key }, None);
        var head = await s3.HeadObjectAsync(new() { Bucket = bucket, Key = key }, None);
        var list = await s3.ListObjectsV2Async(new() { Bucket = bucket }, None);
        await s3.DeleteObjectAsync(new() { Bucket = bucket, Key = key }, None);

        Assert.Equal(Text, got.Text);
        Assert.Equal((put.ETag, "application/json"), (got.ETag, got.ContentType));
        Assert.Matches("^\"[0-9a-f]{32}\"$", put.ETag);
        Assert.Equal("thing", Assert.Contains("kind", got.Metadata!));
        Assert.Equal(
            (Encoding.UTF8.GetByteCount(Text), put.ETag, "application/json"),
            ((int)head.ContentLength!, head.ETag, head.ContentType)
        );
        Assert.NotNull(head.LastModified);
        var listed = Assert.Single(list.Contents);
        Assert.Equal((key, put.ETag, head.ContentLength), (listed.Key, listed.ETag, listed.Size));
        Assert.False(list.IsTruncated);
        await RefusedAsync(
            "NoSuchKey",
            HttpStatusCode.NotFound,
            s3.GetObjectAsync(new() { Bucket = bucket, Key = key }, None)
        );
    }

    [Fact]
    public async Task GetObject_EmptyOne_IsEmpty()
    {
        var (s3, bucket) = await CreateAsync();
        await s3.PutObjectAsync(
            new()
            {
                Bucket = bucket,
                Key = "empty",
                ContentType = "text/plain",
            },
            None
        );

        var got = await s3.GetObjectAsync(new() { Bucket = bucket, Key = "empty" }, None);

        Assert.Equal((0, 0L, "text/plain"), (got.Body.Length, got.ContentLength, got.ContentType));
    }

    [Fact]
    public async Task OpenObject_GivesTheWholeContent()
    {
        var (s3, bucket) = await CreateAsync();
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7)).ToArray();
        await s3.PutObjectAsync(
            new()
            {
                Bucket = bucket,
                Key = "large",
                Body = content,
            },
            None
        );

        await using var stream = await s3.OpenObjectAsync(new() { Bucket = bucket, Key = "large" }, None);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, None);

        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task Requests_OfWhatIsNotThere_AreRefused()
    {
        var (s3, bucket) = await CreateAsync();
        var (key, other) = ("nothing", bucket + "-not");

        await RefusedAsync(
            "NoSuchKey",
            HttpStatusCode.NotFound,
            s3.GetObjectAsync(new() { Bucket = bucket, Key = key }, None)
        );
        await RefusedAsync(
            "NoSuchKey",
            HttpStatusCode.NotFound,
            s3.OpenObjectAsync(new() { Bucket = bucket, Key = key }, None)
        );
        await RefusedAsync(
            "NotFound",
            HttpStatusCode.NotFound,
            s3.HeadObjectAsync(new() { Bucket = bucket, Key = key }, None)
        );
        await RefusedAsync(
            "NoSuchBucket",
            HttpStatusCode.NotFound,
            s3.GetObjectAsync(new() { Bucket = other, Key = key }, None)
        );
        await RefusedAsync(
            "NoSuchBucket",
            HttpStatusCode.NotFound,
            s3.ListObjectsV2Async(new() { Bucket = other }, None)
        );
        await RefusedAsync(
            "NoSuchKey",
            HttpStatusCode.NotFound,
            s3.CopyObjectAsync(
                new()
                {
                    Bucket = bucket,
                    Key = "copy",
                    CopySource = $"{bucket}/{key}",
                },
                None
            )
        );
        // To delete what is not there is no error.
        await s3.DeleteObjectAsync(new() { Bucket = bucket, Key = key }, None);
    }

    [Fact]
    public async Task Requests_WithoutKey_NeverReachTheBucketItself()
    {
        var (s3, bucket) = await CreateAsync();

        await RefusedAsync(
            "InvalidArgument",
            HttpStatusCode.BadRequest,
            s3.GetObjectAsync(new() { Bucket = bucket, Key = "" }, None)
        );
        await RefusedAsync(
            "InvalidArgument",
            HttpStatusCode.BadRequest,
            s3.PutObjectAsync(new() { Bucket = bucket, Key = "" }, None)
        );
        await RefusedAsync(
            "InvalidArgument",
            HttpStatusCode.BadRequest,
            s3.DeleteObjectAsync(new() { Bucket = bucket, Key = "" }, None)
        );
        Assert.Empty((await s3.ListObjectsV2Async(new() { Bucket = bucket }, None)).Contents);
    }

    [Fact]
    public async Task ListObjectsV2_PageByPage_GivesEachKeyOnceAndInOrder()
    {
        var (s3, bucket) = await CreateAsync();
        var keys = Enumerable
            .Range(0, 7)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"in/{i} é"))
            .ToList();
        foreach (var key in keys.Append("out/1").Reverse())
            await s3.PutObjectAsync(
                new()
                {
                    Bucket = bucket,
                    Key = key,
                    Text = "x",
                },
                None
            );

        var pages = new List<ListObjectsV2Response>();
        var request = new ListObjectsV2Request
        {
            Bucket = bucket,
            Prefix = "in/",
            MaxKeys = 3,
        };
        do
        {
            pages.Add(await s3.ListObjectsV2Async(request, None));
            request = request with { ContinuationToken = pages[^1].NextContinuationToken };
        } while (pages[^1].IsTruncated && pages.Count < 10);

        Assert.Equal([3, 3, 1], pages.Select(page => page.Contents.Count));
        Assert.Equal(keys, pages.SelectMany(page => page.Contents).Select(content => content.Key));
        Assert.Null(pages[^1].NextContinuationToken);
        var after = await s3.ListObjectsV2Async(new() { Bucket = bucket, StartAfter = keys[5] }, None);
        Assert.Equal([keys[6], "out/1"], after.Contents.Select(content => content.Key));
        var groups = await s3.ListObjectsV2Async(new() { Bucket = bucket, Delimiter = "/" }, None);
        Assert.Equal((0, "in/ out/"), (groups.Contents.Count, string.Join(' ', groups.CommonPrefixes)));
    }

    [Fact]
    public async Task CopyObject_KeepsContentAndMetadata()
    {
        var (s3, bucket) = await CreateAsync();
        await s3.PutObjectAsync(
            new()
            {
                Bucket = bucket,
                Key = "a b/é+",
                Text = Text,
                ContentType = "application/json",
                Metadata = new Dictionary<string, string> { ["kind"] = "thing" },
            },
            None
        );

        var copied = await s3.CopyObjectAsync(
            new()
            {
                Bucket = bucket,
                Key = "copy",
                CopySource = CopyObjectRequest.SourceOf(bucket, "a b/é+"),
            },
            None
        );

        var got = await s3.GetObjectAsync(new() { Bucket = bucket, Key = "copy" }, None);
        Assert.Equal((Text, "application/json", "thing"), (got.Text, got.ContentType, got.Metadata!["kind"]));
        Assert.Equal(got.ETag, copied.CopyObjectResult.ETag);
    }

    [Fact]
    public async Task GetObject_Range_GivesItsBytes()
    {
        var (s3, bucket) = await CreateAsync();
        await s3.PutObjectAsync(
            new()
            {
                Bucket = bucket,
                Key = "digits",
                Text = "0123456789",
            },
            None
        );

        foreach (var (range, expected) in new[] { ("bytes=2-4", "234"), ("bytes=7-", "789"), ("bytes=-2", "89") })
        {
            var got = await s3.GetObjectAsync(
                new()
                {
                    Bucket = bucket,
                    Key = "digits",
                    Range = range,
                },
                None
            );
            Assert.Equal(expected, got.Text);
        }
    }

    protected static async Task RefusedAsync<T>(string code, HttpStatusCode status, ValueTask<T> call)
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await call);
        Assert.Equal((code, status), (error.Code, error.StatusCode));
    }
}
