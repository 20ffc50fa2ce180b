using Xunit;

namespace LambdaStream.Tests;

public class ObjectOptionsTests
{
    [Fact]
    public void FromEnvironment_ReadsTheVariablesOfS3AndHttp()
    {
        var options = StreamOptions.FromEnvironment(
            new Dictionary<string, string>
            {
                ["BUCKET_NAME"] = "b",
                ["CLAIMCHECK_BUCKET_NAME"] = "c",
                ["S3_PARALLEL"] = "3",
                ["PARALLEL"] = "5",
                ["TIMEOUT"] = "700",
            }
        );

        Assert.Equal(
            ("b", "c", 3, 5),
            (options.BucketName, options.ClaimCheckBucketName, options.S3Parallel, options.FetchParallel)
        );
        Assert.Equal(TimeSpan.FromMilliseconds(700), options.FetchTimeout);
    }

    [Fact]
    public void Defaults_AreThoseOfTheNodeLibrary()
    {
        var options = StreamOptions.FromEnvironment(new Dictionary<string, string>());

        Assert.Equal(
            (null, null, 8, 8),
            (options.BucketName, options.ClaimCheckBucketName, options.S3Parallel, options.FetchParallel)
        );
        Assert.Equal(TimeSpan.FromSeconds(1), options.FetchTimeout);
        Assert.True(options.RedeemClaimChecks);
    }
}
