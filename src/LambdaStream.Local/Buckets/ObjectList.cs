using System.Net;
using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Buckets;

/// <summary>Lists the objects of a bucket page by page.</summary>
internal static class ObjectList
{
    private const int MaxKeys = 1_000;

    public static ListObjectsV2Response Of(LocalBucket bucket, ListObjectsV2Request request)
    {
        var most = request.MaxKeys is { } asked
            ? asked >= 0
                ? Math.Min(asked, MaxKeys)
                : throw LocalS3.Refusal(
                    "InvalidArgument",
                    "Argument max-keys must be an integer between 0 and 2147483647",
                    HttpStatusCode.BadRequest
                )
            : MaxKeys;
        var after = request.ContinuationToken is { } token ? Read(token) : request.StartAfter;
        var contents = new List<S3Object>();
        var prefixes = new List<string>();
        string? last = null;
        var isTruncated = false;
        foreach (var content in bucket.Objects)
        {
            if (!content.Key.StartsWith(request.Prefix ?? "", StringComparison.Ordinal))
                continue;
            var group = GroupOf(content.Key, request);
            var name = group ?? content.Key;
            if (after is not null && StoredObject.Order.Compare(name, after) <= 0 || group is not null && group == last)
                continue;
            if (contents.Count + prefixes.Count == most)
            {
                isTruncated = most > 0;
                break;
            }
            last = name;
            if (group is not null)
                prefixes.Add(group);
            else
                contents.Add(
                    new()
                    {
                        Key = content.Key,
                        Size = content.Body.Length,
                        ETag = content.ETag,
                        LastModified = content.LastModified,
                        StorageClass = content.StorageClass ?? "STANDARD",
                    }
                );
        }
        return new()
        {
            Contents = contents,
            CommonPrefixes = prefixes,
            IsTruncated = isTruncated,
            KeyCount = contents.Count + prefixes.Count,
            NextContinuationToken = isTruncated ? Convert.ToBase64String(Encoding.UTF8.GetBytes(last!)) : null,
        };
    }

    // All keys up to the delimiter behind the prefix are one.
    private static string? GroupOf(string key, ListObjectsV2Request request)
    {
        if (string.IsNullOrEmpty(request.Delimiter))
            return null;
        var end = key.IndexOf(request.Delimiter, (request.Prefix ?? "").Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + request.Delimiter.Length)];
    }

    private static string Read(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw LocalS3.Refusal(
                "InvalidArgument",
                "The continuation token provided is incorrect",
                HttpStatusCode.BadRequest
            );
        }
    }
}
