using System.Net;
using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Queues;

/// <summary>What SQS and SNS demand of a batch of messages, with the same error codes.</summary>
internal static class MessageBatch
{
    private const int MaxIdLength = 80;

    /// <exception cref="ServiceException">The batch is empty, too large, or its ids are not as they must be.</exception>
    public static void Check(IReadOnlyList<string> ids, long bytes, BatchLimits limits)
    {
        if (ids.Count == 0)
            throw Refusal("EmptyBatchRequest", "There should be at least one entry in the request.");
        if (ids.Count > limits.Count)
            throw Refusal(
                "TooManyEntriesInBatchRequest",
                $"Maximum number of entries per request are {limits.Count}. You have sent {ids.Count}."
            );
        foreach (var id in ids)
        {
            if (id.Length is 0 or > MaxIdLength || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                throw Refusal(
                    "InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
                );
        }
        if (ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Refusal("BatchEntryIdsNotDistinct", $"Id {twice.Key} repeated.");
        if (bytes > limits.Bytes)
            throw Refusal(
                "BatchRequestTooLong",
                $"Batch requests cannot be longer than {limits.Bytes} bytes. You have sent {bytes} bytes."
            );
    }

    /// <summary>The bytes of a message as the services count them: its body and its attributes.</summary>
    public static long SizeOf(string body, IReadOnlyDictionary<string, MessageAttributeValue>? attributes) =>
        Encoding.UTF8.GetByteCount(body)
        + (attributes ?? new Dictionary<string, MessageAttributeValue>()).Sum(attribute =>
            (long)Encoding.UTF8.GetByteCount(attribute.Key)
            + Encoding.UTF8.GetByteCount(attribute.Value.DataType)
            + Encoding.UTF8.GetByteCount(attribute.Value.StringValue ?? "")
            + (attribute.Value.BinaryValue?.Length ?? 0)
        );

    public static ServiceException Refusal(
        string code,
        string message,
        HttpStatusCode status = HttpStatusCode.BadRequest
    ) => new(code, message) { StatusCode = status };
}
