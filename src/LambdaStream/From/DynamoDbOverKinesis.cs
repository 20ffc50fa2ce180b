using System.Text;
using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Changes of a DynamoDB table that come by way of a Kinesis data stream.</summary>
    /// <remarks>The events are those of <see cref="DynamoDb"/>; a record is acknowledged as one of Kinesis.</remarks>
    public static Source DynamoDbOverKinesis(DynamoDbSourceOptions? options = null) =>
        new DynamoDbOverKinesisSource(options ?? new());

    private sealed class DynamoDbOverKinesisSource(DynamoDbSourceOptions options) : KinesisSource
    {
        internal override string Name => "DynamoDbOverKinesis";

        private protected override void ReadData(in RecordHead head, Json data, Intake intake)
        {
            if (intake.Base64Bytes(head, data) is { } bytes)
                ReadText(head, new Json(bytes, 0, bytes.Length), intake);
        }

        private protected override void ReadText(in RecordHead head, Json text, Intake intake)
        {
            Json record;
            try
            {
                record = text.Trimmed.Validated();
            }
            catch (JsonException error)
            {
                intake.Unreadable(head, Encoding.UTF8.GetString(text.Raw), error);
                return;
            }
            TakeChange(head, record, record["dynamodb"], options, intake);
        }
    }
}
