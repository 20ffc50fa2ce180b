using System.Text.Json;

namespace LambdaStream;

/// <summary>What S3 tells of an object.</summary>
public sealed record S3Notification
{
    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key as it is in the bucket. The record has it encoded as in a URL, with <c>+</c> for a space.</summary>
    public required string Key { get; init; }

    /// <summary>What happened, such as <c>ObjectCreated:Put</c>; null where the record does not say.</summary>
    public string? EventName { get; init; }

    /// <summary>The version of the object; null in a bucket without versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>The size in bytes; null after a deletion.</summary>
    public long? Size { get; init; }

    /// <summary>Reads one of the <c>Records</c> of a notification.</summary>
    /// <exception cref="JsonException">It names no object.</exception>
    public static S3Notification From(Json record)
    {
        var s3 = record["s3"];
        var @object = s3["object"];
        if (
            s3["bucket"]["name"] is not { Kind: JsonValueKind.String } bucket
            || @object["key"] is not { Kind: JsonValueKind.String } key
        )
            throw new JsonException("The S3 record has no text in s3.bucket.name and s3.object.key.");
        return new()
        {
            Bucket = bucket.GetString()!,
            Key = Uri.UnescapeDataString(key.GetString()!.Replace('+', ' ')),
            EventName = Text(record["eventName"]),
            VersionId = Text(@object["versionId"]),
            Size = @object["size"] is { Kind: JsonValueKind.Number } size ? size.GetInt64() : null,
        };
    }

    internal Json ToJson() =>
        Json.ObjectOf(
            ("Bucket", Bucket),
            ("Key", Key),
            ("EventName", EventName),
            ("VersionId", VersionId),
            ("Size", Size)
        );

    private static string? Text(Json value) => value.Kind is JsonValueKind.String ? value.GetString() : null;
}
