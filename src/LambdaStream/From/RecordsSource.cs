using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>A source whose payload has a list of records. They are read in one pass, which also validates the payload.</summary>
    private abstract class RecordsSource : Source
    {
        /// <summary>The name of the list.</summary>
        private protected virtual ReadOnlySpan<byte> Member => "Records"u8;

        internal sealed override void Read(Json payload, Intake intake)
        {
            if (!Utf8.IsValid(payload.Raw))
                throw new JsonException("It is not valid UTF-8.");
            var reader = new Utf8JsonReader(payload.Raw, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartObject)
                throw new InvalidPayloadException(
                    $"The payload should be an object with {Encoding.UTF8.GetString(Member)}, but its kind is {Take(ref reader, payload).Kind}."
                );
            ReadPayload(ref reader, payload, intake);
            // Anything but white space behind it is an error that the reader raises.
            reader.Read();
        }

        /// <summary>Reads the record that starts at the reader's token, up to its end.</summary>
        private protected abstract void ReadRecord(ref Utf8JsonReader reader, Json payload, Intake intake);

        /// <summary>Reads the value of the list's member, up to its end.</summary>
        private protected virtual void ReadRecords(ref Utf8JsonReader reader, Json payload, Intake intake)
        {
            if (reader.TokenType is not JsonTokenType.StartArray)
                throw new InvalidPayloadException(
                    $"{Encoding.UTF8.GetString(Member)} should be a list, but its kind is {Take(ref reader, payload).Kind}."
                );
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                if (reader.TokenType is JsonTokenType.StartObject)
                    ReadRecord(ref reader, payload, intake);
                else
                    Refuse(Take(ref reader, payload), intake);
            }
        }

        /// <summary>The value that starts at the reader's token, which then is at its end.</summary>
        private protected static Json Take(ref Utf8JsonReader reader, Json payload)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return payload.Slice(start, (int)reader.BytesConsumed);
        }

        // A payload without records, such as an s3:TestEvent, has nothing to do.
        private void ReadPayload(ref Utf8JsonReader reader, Json payload, Intake intake)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(Member))
                {
                    reader.Read();
                    if (reader.TokenType is not JsonTokenType.Null)
                        ReadRecords(ref reader, payload, intake);
                    continue;
                }
                var window = WindowMembers.Find(reader);
                reader.Read();
                var value = Take(ref reader, payload);
                if (window is not null)
                    (intake.Window ??= new()).Set(window, value);
            }
        }

        private static void Refuse(Json record, Intake intake) =>
            intake.Unreadable(
                new(record, default, default),
                null,
                new JsonException($"The record is a {record.Kind}, not an object.")
            );
    }
}
