using LambdaStream.Aws.S3;
using LambdaStream.Aws.Transport;

namespace LambdaStream.Aws.Tests.S3;

public sealed class AddressTests
{
    private static readonly AwsService Service = new("S3", "s3", "s3") { HasDualStackLabel = true };

    [Theory]
    [InlineData("us-east-1", false, false, "https://s3.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", false, true, "https://s3.dualstack.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://s3-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", true, true, "https://s3-fips.dualstack.us-gov-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", false, true, "https://s3.dualstack.cn-north-1.amazonaws.com.cn/")]
    public void EndpointIn_IsThatOfTheRegion(string region, bool isFips, bool isDualStack, string endpoint) =>
        Assert.Equal(endpoint, Service.EndpointIn(region, isFips, isDualStack).AbsoluteUri);

    [Theory]
    [InlineData("things", true, "things.", "/k")]
    [InlineData("things", false, "", "/things/k")]
    [InlineData("www.things", true, "", "/www.things/k")]
    [InlineData("Things_1", true, "", "/Things_1/k")]
    [InlineData("a/../b", true, "", "/a%2F..%2Fb/k")]
    public void Put_Bucket_StandsInTheHostWhereItCan(string bucket, bool isInHost, string prefix, string path)
    {
        var request = BucketAddress.Put(bucket, new AwsRequest { Operation = "x", Path = "/k" }, isInHost);

        Assert.Equal((prefix, path), (request.HostPrefix, request.Path));
    }
}
