using System.Net;
using System.Xml;
using LambdaStream.Aws.Transport;

namespace LambdaStream.Aws.S3;

/// <summary>Reads the errors of one call, and where its bucket is if that is the reason.</summary>
internal sealed class ErrorReader
{
    /// <summary>The region of the bucket, where the last error says that it is in another one.</summary>
    public string? BucketRegion { get; private set; }

    public ServiceError Read(ErrorAnswer answer)
    {
        var body = TryParse(answer.Body);
        var code = body["Code"].Text ?? answer.StatusName;
        BucketRegion = IsElsewhere(answer.Status, code) ? RegionOf(answer) ?? Region(body["Region"].Text) : null;
        return new(code, body["Message"].Text ?? $"The service answered {(int)answer.Status}.")
        {
            RequestId = body["RequestId"].Text,
        };
    }

    // HEAD is answered without a body, where only the status tells.
    private static bool IsElsewhere(HttpStatusCode status, string code) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect
        || status is HttpStatusCode.BadRequest
            && code is "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" or "BadRequest";

    private static string? RegionOf(ErrorAnswer answer) =>
        answer.Headers?.NonValidated.TryGetValues("x-amz-bucket-region", out var values) is true
            ? Region(values.ToString())
            : null;

    // It becomes a part of a host.
    private static string? Region(string? name) =>
        name is { Length: > 0 } && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') ? name : null;

    private static XmlTree TryParse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? XmlTree.None : XmlTree.Parse(body);
        }
        catch (XmlException)
        {
            // A load balancer answers in HTML; the status says enough.
            return XmlTree.None;
        }
    }
}
