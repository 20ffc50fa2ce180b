using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace LambdaStream.Aws.Tests.S3;

public sealed class RealBucketTests(Fauxqs fauxqs) : BucketContract
{
    protected override async ValueTask<(IS3 S3, string Bucket)> CreateAsync()
    {
        var bucket = $"b{Guid.CreateVersion7():N}";
        var options = RealServices.Options(fauxqs.Endpoint);
        using var http = new HttpClient();
        using var answer = await http.PutAsync(
            new Uri(fauxqs.Endpoint, bucket),
            null,
            TestContext.Current.CancellationToken
        );
        Assert.True(answer.IsSuccessStatusCode, $"fauxqs has not created a bucket: {answer.StatusCode}");
        return (new StreamOptions().UseAws(options).S3!, bucket);
    }
}
