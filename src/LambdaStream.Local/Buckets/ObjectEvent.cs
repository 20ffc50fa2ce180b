namespace LambdaStream.Local.Buckets;

/// <summary>What S3 tells of an object that was written or deleted.</summary>
internal static class ObjectEvent
{
    public static Json Of(LocalBucket bucket, string name, string key, StoredObject? content, LocalEnvironment world) =>
        Json.ObjectOf(
            (
                "Records",
                Json.ArrayOf(
                    Json.ObjectOf(
                        ("eventVersion", "2.1"),
                        ("eventSource", "aws:s3"),
                        ("awsRegion", world.Region),
                        ("eventTime", $"{world.Now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}"),
                        ("eventName", name),
                        (
                            "s3",
                            Json.ObjectOf(
                                ("s3SchemaVersion", "1.0"),
                                ("bucket", Json.ObjectOf(("name", bucket.Name), ("arn", bucket.Arn))),
                                (
                                    "object",
                                    Json.ObjectOf(
                                        ("key", Encode(key)),
                                        ("size", content is null ? default : (Json)(long)content.Body.Length),
                                        ("eTag", content?.ETag.Trim('"'))
                                    )
                                )
                            )
                        )
                    )
                )
            )
        );

    // As a form encodes it, but for the slashes.
    private static string Encode(string key) =>
        Uri.EscapeDataString(key)
            .Replace("%20", "+", StringComparison.Ordinal)
            .Replace("%2F", "/", StringComparison.Ordinal);
}
