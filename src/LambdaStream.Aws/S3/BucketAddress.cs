using System.Net;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.S3;

/// <summary>Puts a bucket into the address of a request: into the host, or into the path.</summary>
internal static class BucketAddress
{
    /// <exception cref="ServiceException">It is no name of a bucket.</exception>
    public static string Checked(string? name) =>
        string.IsNullOrEmpty(name) ? throw Refusal("The request names no bucket.")
        : name.StartsWith("arn:", StringComparison.Ordinal)
            ? throw Refusal($"{name} is an ARN. Use the name of the bucket, or the alias of the access point.")
        : name;

    /// <summary>The request with the bucket in its address.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="request">The request, whose path is that of the key.</param>
    /// <param name="isInHost">Whether the endpoint's host may have it in front, if its name can stand there.</param>
    public static AwsRequest Put(string bucket, AwsRequest request, bool isInHost) =>
        isInHost && IsHostName(bucket)
            ? request with
            {
                HostPrefix = bucket + ".",
                Path = request.Path.Length == 0 ? "/" : request.Path,
            }
            : request with
            {
                Path = $"/{Uri.EscapeDataString(bucket)}{request.Path}",
            };

    // The certificate is good for one label only, so a name with a dot goes into the path.
    private static bool IsHostName(string bucket) =>
        bucket.Length is >= 3 and <= 63
        && bucket.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')
        && bucket[0] != '-'
        && bucket[^1] != '-';

    internal static ServiceException Refusal(string message, string code = "InvalidBucketName") =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
