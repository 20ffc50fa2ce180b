using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sqs;

/// <summary>Compares the MD5 that SQS has made of a message's body with that of the body that was sent.</summary>
internal static class BodyCheck
{
    /// <summary>The answer, in which a message that arrived as another is one that failed.</summary>
    public static SendMessageBatchResponse Of(SendMessageBatchRequest request, SendMessageBatchResponse answer)
    {
        List<BatchResultErrorEntry>? broken = null;
        foreach (var entry in answer.Successful)
        {
            if (entry.MD5OfMessageBody is not { } md5)
                continue;
            var sent = request.Entries.FirstOrDefault(sent => sent.Id == entry.Id);
            if (sent is null || string.Equals(Md5Of(sent.MessageBody), md5, StringComparison.OrdinalIgnoreCase))
                continue;
            (broken ??= []).Add(
                new()
                {
                    Id = entry.Id,
                    Code = "MessageBodyChanged",
                    Message = $"SQS has got another body of message {entry.MessageId}: its MD5 is {md5}.",
                }
            );
        }
        if (broken is null)
            return answer;
        var ids = broken.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Successful = [.. answer.Successful.Where(entry => !ids.Contains(entry.Id))],
            Failed = [.. answer.Failed, .. broken],
        };
    }

    [SuppressMessage("Security", "CA5351", Justification = "SQS prescribes MD5; nothing is secured by it.")]
    private static string Md5Of(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
}
