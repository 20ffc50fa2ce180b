using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sns;

/// <summary>Reads the answers of the API of SNS.</summary>
internal static class Answers
{
    public static PublishResponse Publish(XmlTree answer) =>
        new() { MessageId = answer["MessageId"].Text, SequenceNumber = answer["SequenceNumber"].Text };

    public static PublishBatchResponse PublishBatch(XmlTree answer) =>
        new()
        {
            Successful =
            [
                .. answer["Successful"]
                    .Members.Select(entry => new PublishBatchResultEntry
                    {
                        Id = entry["Id"].Text ?? "",
                        MessageId = entry["MessageId"].Text,
                        SequenceNumber = entry["SequenceNumber"].Text,
                    }),
            ],
            Failed =
            [
                .. answer["Failed"]
                    .Members.Select(entry => new BatchResultErrorEntry
                    {
                        Id = entry["Id"].Text ?? "",
                        Code = entry["Code"].Text ?? "",
                        Message = entry["Message"].Text,
                        SenderFault = entry["SenderFault"].Text is "true",
                    }),
            ],
        };
}
