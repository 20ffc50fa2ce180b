using System.Globalization;
using System.Xml;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.S3;

/// <summary>Reads the answers of the API of S3.</summary>
internal static class Answers
{
    private const string MetadataPrefix = "x-amz-meta-";

    public static GetObjectResponse GetObject(AwsAnswer answer) =>
        new()
        {
            Body = answer.Body,
            ContentLength = answer.Body.Length,
            ContentType = answer.Header("content-type"),
            ContentEncoding = answer.Header("content-encoding"),
            ETag = answer.Header("etag"),
            VersionId = answer.Header("x-amz-version-id"),
            LastModified = Time(answer.Header("last-modified")),
            Metadata = Metadata(answer),
        };

    public static HeadObjectResponse HeadObject(AwsAnswer answer) =>
        new()
        {
            ContentLength = Number(answer.Header("content-length")),
            ContentType = answer.Header("content-type"),
            ContentEncoding = answer.Header("content-encoding"),
            ETag = answer.Header("etag"),
            VersionId = answer.Header("x-amz-version-id"),
            LastModified = Time(answer.Header("last-modified")),
            Metadata = Metadata(answer),
        };

    public static PutObjectResponse PutObject(AwsAnswer answer) =>
        new() { ETag = answer.Header("etag"), VersionId = answer.Header("x-amz-version-id") };

    public static DeleteObjectResponse DeleteObject(AwsAnswer answer) =>
        new()
        {
            DeleteMarker = answer.Header("x-amz-delete-marker") is { } marker ? marker is "true" : null,
            VersionId = answer.Header("x-amz-version-id"),
        };

    public static CopyObjectResponse CopyObject(AwsAnswer answer)
    {
        var result = Parse(answer, "CopyObject");
        return new()
        {
            CopyObjectResult = new() { ETag = result["ETag"].Text, LastModified = Time(result["LastModified"].Text) },
            VersionId = answer.Header("x-amz-version-id"),
        };
    }

    public static ListObjectsV2Response ListObjectsV2(AwsAnswer answer)
    {
        var list = Parse(answer, "ListObjectsV2");
        var isEncoded = list["EncodingType"].Text is "url";
        return new()
        {
            Contents =
            [
                .. list.All("Contents")
                    .Select(content => new S3Object
                    {
                        Key = Name(content["Key"].Text),
                        Size = Number(content["Size"].Text),
                        ETag = content["ETag"].Text,
                        LastModified = Time(content["LastModified"].Text),
                        StorageClass = content["StorageClass"].Text,
                    }),
            ],
            CommonPrefixes = [.. list.All("CommonPrefixes").Select(prefix => Name(prefix["Prefix"].Text))],
            IsTruncated = list["IsTruncated"].Text is "true",
            NextContinuationToken = list["NextContinuationToken"].Text,
            KeyCount = (int?)Number(list["KeyCount"].Text),
        };

        string Name(string? text) => isEncoded ? Uri.UnescapeDataString((text ?? "").Replace('+', ' ')) : text ?? "";
    }

    /// <summary>The error in an answer whose status is none.</summary>
    public static ServiceError? ErrorIn(AwsAnswer answer)
    {
        try
        {
            return answer.Body.Length > 0 && XmlTree.Parse(answer.Body) is var body && body["Code"].Text is { } code
                ? new(code, body["Message"].Text ?? "")
                : null;
        }
        catch (XmlException)
        {
            // Who reads the answer says so.
            return null;
        }
    }

    private static XmlTree Parse(AwsAnswer answer, string operation)
    {
        try
        {
            return XmlTree.Parse(answer.Body);
        }
        catch (XmlException exception)
        {
            throw new ServiceException("InvalidResponse", $"S3 {operation} was answered with no XML.", exception);
        }
    }

    private static Dictionary<string, string> Metadata(AwsAnswer answer)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in answer.Headers.NonValidated)
        {
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                metadata[name[MetadataPrefix.Length..]] = values.ToString();
        }
        return metadata;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
