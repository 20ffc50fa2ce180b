using System.Net;
using System.Security.Cryptography;
using System.Text;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.S3;

/// <summary>S3 at an endpoint that verifies signatures and plays what goes wrong.</summary>
public sealed class ObjectTests
{
    private readonly JumpingTime _time = new();

    [Theory]
    [InlineData("a b/é+%41//../x?y=1&z#!*'()~", "/things/a%20b/%C3%A9%2B%2541//../x%3Fy%3D1%26z%23%21%2A%27%28%29~")]
    [InlineData("./a", "/things/./a")]
    public async Task PutObject_OddKey_IsSentAsItIsAndSignedOnce(string key, string target)
    {
        await using var endpoint = Some.Endpoint(_time);

        await S3(endpoint)
            .PutObjectAsync(
                new()
                {
                    Bucket = "things",
                    Key = key,
                    Text = "x",
                },
                default
            );

        var request = endpoint.Requests.Single();
        Assert.Null(request.SignatureProblem);
        Assert.Equal(("PUT", target), (request.Method, request.Target));
    }

    [Fact]
    public async Task PutObject_SendsTheHashOfItsContentAndItsHeaders()
    {
        await using var endpoint = Some.Endpoint(_time, new LoopbackAnswer { Body = default }.With("ETag", "\"e\""));
        var hash = SHA256.HashData("x"u8);

        var put = await S3(endpoint)
            .PutObjectAsync(
                new()
                {
                    Bucket = "things",
                    Key = "k",
                    Text = "x",
                    ContentType = "text/plain",
                    ContentEncoding = "identity",
                    IfNoneMatch = "*",
                    Metadata = new Dictionary<string, string> { ["Kind"] = "a  b" },
                },
                default
            );

        var request = endpoint.Requests.Single();
        Assert.Null(request.SignatureProblem);
        Assert.Equal("\"e\"", put.ETag);
        Assert.Equal(Convert.ToHexStringLower(hash), request.Headers["x-amz-content-sha256"]);
        Assert.Equal(Convert.ToBase64String(hash), request.Headers["x-amz-checksum-sha256"]);
        Assert.Equal("text/plain", request.Headers["content-type"]);
        Assert.Equal("identity", request.Headers["content-encoding"]);
        Assert.Equal("*", request.Headers["if-none-match"]);
        Assert.Equal("a  b", request.Headers["x-amz-meta-kind"]);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("a\r\nx-amz-acl: public-read")]
    public async Task PutObject_MetadataThatNoHeaderCanHave_IsRefusedBeforeItIsSent(string value)
    {
        await using var endpoint = Some.Endpoint(_time);
        var request = new PutObjectRequest
        {
            Bucket = "things",
            Key = "k",
            Metadata = new Dictionary<string, string> { ["kind"] = value },
        };

        var error = await RefusedAsync(S3(endpoint).PutObjectAsync(request, default));

        Assert.Equal("InvalidArgument", error.Code);
        Assert.Contains("x-amz-meta-kind", error.Message, StringComparison.Ordinal);
        Assert.Empty(endpoint.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(400)]
    public async Task GetObject_BucketInAnotherRegion_IsFollowedAndRemembered(int status)
    {
        await using var endpoint = Some.Endpoint(
            _time,
            status == 400
                ? Error("AuthorizationHeaderMalformed", 400, "<Region>eu-west-1</Region>")
                : Error("PermanentRedirect", status).With("x-amz-bucket-region", "eu-west-1"),
            Body("far"),
            Body("again")
        );
        var s3 = S3(endpoint);
        var request = new GetObjectRequest { Bucket = "things", Key = "k" };

        Assert.Equal("far", (await s3.GetObjectAsync(request, default)).Text);
        Assert.Equal("again", (await s3.GetObjectAsync(request, default)).Text);

        Assert.Equal(
            ["us-east-1", "eu-west-1", "eu-west-1"],
            endpoint.Requests.Select(request => request.Headers["Authorization"].Split('/')[2])
        );
        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
    }

    [Fact]
    public async Task HeadObject_BucketInAnotherRegion_IsFollowedWithoutABody()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            new LoopbackAnswer { Status = 301, Body = default }.With("x-amz-bucket-region", "eu-west-1"),
            new LoopbackAnswer { Body = default }.With("x-amz-meta-kind", "thing")
        );

        var head = await S3(endpoint).HeadObjectAsync(new() { Bucket = "things", Key = "k" }, default);

        Assert.Equal("thing", head.Metadata!["kind"]);
    }

    [Fact]
    public async Task GetObject_SentRoundInCircles_IsAnError()
    {
        await using var endpoint = Some.Endpoint(_time);
        var regions = new Queue<string>(["eu-west-1", "us-east-1", "eu-west-1"]);
        endpoint.Otherwise = _ => Error("PermanentRedirect", 301).With("x-amz-bucket-region", regions.Dequeue());

        var error = await RefusedAsync(S3(endpoint).GetObjectAsync(new() { Bucket = "things", Key = "k" }, default));

        Assert.Equal("PermanentRedirect", error.Code);
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task GetObject_SlowDown_IsSentThreeTimes()
    {
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => Error("SlowDown", 503);

        var error = await RefusedAsync(S3(endpoint).GetObjectAsync(new() { Bucket = "things", Key = "k" }, default));

        Assert.Equal(("SlowDown", HttpStatusCode.ServiceUnavailable), (error.Code, error.StatusCode));
        Assert.Equal(3, endpoint.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetObject_BodyCutShort_IsReadAgain(bool isChunked)
    {
        await using var endpoint = Some.Endpoint(
            _time,
            Body("half of it") with
            {
                CutAfter = 4,
                IsChunked = isChunked,
            },
            Body("whole")
        );

        var got = await S3(endpoint).GetObjectAsync(new() { Bucket = "things", Key = "k" }, default);

        Assert.Equal("whole", got.Text);
    }

    [Fact]
    public async Task OpenObject_BodyCutShort_FailsWhereItIsCut()
    {
        await using var endpoint = Some.Endpoint(_time, Body("half of it") with { CutAfter = 4 });

        await using var stream = await S3(endpoint).OpenObjectAsync(new() { Bucket = "things", Key = "k" }, default);
        var read = new byte[4];
        await stream.ReadExactlyAsync(read);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await stream.ReadExactlyAsync(new byte[1]));

        Assert.Equal("half", Encoding.UTF8.GetString(read));
        Assert.Equal("NetworkingError", error.Code);
        Assert.Contains("answered in part", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenObject_FirstAttemptFails_IsSentAgain()
    {
        await using var endpoint = Some.Endpoint(_time, Error("InternalError", 500), LoopbackAnswer.Cut(), Body("x"));

        await using var stream = await S3(endpoint).OpenObjectAsync(new() { Bucket = "things", Key = "k" }, default);

        var read = new byte[1];
        await stream.ReadExactlyAsync(read);
        Assert.Equal("x"u8, read);
        Assert.Equal(3, endpoint.Requests.Count);
    }

    [Fact]
    public async Task GetObject_SlowBodyThatComes_IsNoTimeout()
    {
        var time = new ManualTime();
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var endpoint = Some.Endpoint(time);
        endpoint.Otherwise = _ => Body("0123456789") with { BodyAfter = more.Task };
        var s3 = Some.On(
            endpoint,
            time,
            aws => aws with { S3 = aws.S3 with { Timeout = TimeSpan.FromSeconds(1), MaxAttempts = 1 } }
        ).S3!;
        await using var stream = await s3.OpenObjectAsync(new() { Bucket = "things", Key = "k" }, default);
        await stream.ReadExactlyAsync(new byte[5]);

        // Who does not read does not wait, however long that takes.
        time.Advance(TimeSpan.FromMinutes(5));
        var rest = stream.ReadAsync(new byte[5]).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(999));
        more.SetResult();

        Assert.Equal(5, await rest);
    }

    [Fact]
    public async Task OpenObject_BodyThatStops_IsATimeout()
    {
        var time = new ManualTime();
        await using var endpoint = Some.Endpoint(time);
        endpoint.Otherwise = _ => Body("0123456789") with { BodyAfter = new TaskCompletionSource().Task };
        var s3 = Some.On(
            endpoint,
            time,
            aws => aws with { S3 = aws.S3 with { Timeout = TimeSpan.FromSeconds(1), MaxAttempts = 1 } }
        ).S3!;
        await using var stream = await s3.OpenObjectAsync(new() { Bucket = "things", Key = "k" }, default);
        await stream.ReadExactlyAsync(new byte[5]);
        var rest = stream.ReadAsync(new byte[5]).AsTask();
        time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<ServiceException>(() => rest);

        Assert.Equal("TimeoutError", error.Code);
        Assert.Contains("nothing came for 1000 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetObject_LargerThanTheLimit_IsRefused()
    {
        await using var endpoint = Some.Endpoint(_time, Body("0123456789"));
        var s3 = Some.On(endpoint, _time, aws => aws with { S3 = aws.S3 with { MaxResponseSize = 9 } }).S3!;

        var error = await RefusedAsync(s3.GetObjectAsync(new() { Bucket = "things", Key = "k" }, default));

        Assert.Equal("ResponseTooLarge", error.Code);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task CopyObject_ErrorBehindStatus200_IsAnErrorThatIsTriedAgain()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            Error("InternalError", 200),
            Xml("<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>")
        );

        var copy = await S3(endpoint)
            .CopyObjectAsync(
                new()
                {
                    Bucket = "things",
                    Key = "k",
                    CopySource = "things/a",
                },
                default
            );

        Assert.Equal("\"e\"", copy.CopyObjectResult.ETag);
        Assert.Equal("things/a", endpoint.Requests[0].Headers["x-amz-copy-source"]);
        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
    }

    [Fact]
    public async Task ListObjectsV2_EncodedKeys_AreDecoded()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            Xml(
                "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>a+b%20</NextContinuationToken><Contents><Key>a+b%2Bc%01</Key><Size>3</Size></Contents><CommonPrefixes><Prefix>p%20/</Prefix></CommonPrefixes></ListBucketResult>"
            )
        );

        var list = await S3(endpoint)
            .ListObjectsV2Async(
                new()
                {
                    Bucket = "things",
                    Prefix = "a b&c=",
                    MaxKeys = 2,
                    ContinuationToken = "1+/=",
                },
                default
            );

        Assert.Equal("a b+c\u0001", list.Contents.Single().Key);
        Assert.Equal("p /", list.CommonPrefixes.Single());
        Assert.Equal("a+b%20", list.NextContinuationToken);
        var request = endpoint.Requests.Single();
        Assert.Null(request.SignatureProblem);
        Assert.Equal(
            "/things?list-type=2&encoding-type=url&prefix=a%20b%26c%3D&max-keys=2&continuation-token=1%2B%2F%3D",
            request.Target
        );
    }

    [Fact]
    public async Task GetObject_Bucket_MustBeAName()
    {
        await using var endpoint = Some.Endpoint(_time);

        foreach (var bucket in new[] { null, "", "arn:aws:s3:us-east-1:123456789012:accesspoint/ap" })
        {
            var error = await RefusedAsync(S3(endpoint).GetObjectAsync(new() { Bucket = bucket, Key = "k" }, default));
            Assert.Equal("InvalidBucketName", error.Code);
        }
        Assert.Empty(endpoint.Requests);
    }

    private IS3 S3(LoopbackEndpoint endpoint) => Some.On(endpoint, _time).S3!;

    private static LoopbackAnswer Body(string text) => new() { Body = Encoding.UTF8.GetBytes(text) };

    private static LoopbackAnswer Xml(string xml) => Body($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}");

    private static LoopbackAnswer Error(string code, int status, string more = "") =>
        Xml($"<Error><Code>{code}</Code><Message>scripted</Message>{more}<RequestId>r1</RequestId></Error>") with
        {
            Status = status,
        };

    private static Task<ServiceException> RefusedAsync<T>(ValueTask<T> call) =>
        Assert.ThrowsAsync<ServiceException>(async () => await call);
}
