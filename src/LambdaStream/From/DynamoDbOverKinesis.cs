using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaStream.Connectors;
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
            ChangeRecord record;
            try
            {
                record = RecordIn(text, intake.Shapes);
            }
            catch (JsonException error)
            {
                intake.Unreadable(head, Encoding.UTF8.GetString(text.Raw), error);
                return;
            }
            TakeChange(head, record, options, intake);
        }

        private static ChangeRecord RecordIn(Json text, Shapes shapes)
        {
            if (!Utf8.IsValid(text.Raw))
                throw new JsonException("The text is not valid UTF-8.");
            var scanner = new JsonScanner(text);
            if (scanner.First != '{')
                throw new JsonException($"The text is no JSON object but a {scanner.Take().Kind}.");
            var record = ChangeRecord.Read(ref scanner, shapes);
            scanner.End();
            return record;
        }
    }
}
