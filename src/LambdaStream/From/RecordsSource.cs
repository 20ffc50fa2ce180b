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
            var scanner = new JsonScanner(payload);
            if (scanner.First != '{')
                throw new InvalidPayloadException(
                    $"The payload should be an object with {Encoding.UTF8.GetString(Member)}, but its kind is {scanner.Take().Kind}."
                );
            ReadPayload(ref scanner, intake);
            scanner.End();
        }

        /// <summary>Reads the record that the scanner is at, which is an object.</summary>
        private protected abstract void ReadRecord(ref JsonScanner scanner, Intake intake);

        /// <summary>Reads the value of the list's member.</summary>
        private protected virtual void ReadRecords(ref JsonScanner scanner, Intake intake)
        {
            if (scanner.First != '[')
                throw new InvalidPayloadException(
                    $"{Encoding.UTF8.GetString(Member)} should be a list, but its kind is {scanner.Take().Kind}."
                );
            scanner.Enter();
            while (scanner.NextElement())
            {
                if (scanner.First == '{')
                    ReadRecord(ref scanner, intake);
                else
                    Refuse(scanner.Take(), intake);
            }
        }

        // A payload without records, such as an s3:TestEvent, has nothing to do.
        private void ReadPayload(ref JsonScanner scanner, Intake intake)
        {
            scanner.Enter();
            while (scanner.NextMember())
            {
                if (scanner.NameIs(Member))
                {
                    if (scanner.First != 'n')
                        ReadRecords(ref scanner, intake);
                    else
                        scanner.Skip();
                    continue;
                }
                var window = WindowMembers.Find(scanner);
                var value = scanner.Take();
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
