using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Sources;

/// <summary>A record from the stream of a table as it stands in the payload, found and validated in one pass.</summary>
internal struct ChangeRecord
{
    /// <summary>The record as it came.</summary>
    public Json Json { get; private set; }

    public Json EventSource { get; private set; }

    public Json EventId { get; private set; }

    public Json EventName { get; private set; }

    public Json AwsRegion { get; private set; }

    public Json UserIdentity { get; private set; }

    /// <summary>Whether there is an object in <c>dynamodb</c>, of which the rest tells.</summary>
    public bool HasChange { get; private set; }

    public Json SequenceNumber { get; private set; }

    public Json Time { get; private set; }

    public Json TimePrecision { get; private set; }

    public Image Keys { get; private set; }

    public Image New { get; private set; }

    public Image Old { get; private set; }

    /// <summary>Reads the record that the scanner is at, and goes behind it.</summary>
    /// <param name="scanner">It is at an object.</param>
    /// <param name="shapes">The shapes of items that were read before.</param>
    /// <exception cref="JsonException">It is no JSON. What is in it may be wrong in every other way.</exception>
    public static ChangeRecord Read(ref JsonScanner scanner, Shapes shapes)
    {
        var record = new ChangeRecord();
        var start = scanner.Position;
        scanner.Enter();
        while (scanner.NextMember())
        {
            if (scanner.NameIs("dynamodb"u8))
                record.ReadChange(ref scanner, shapes);
            else if (scanner.NameIs("eventSource"u8))
                record.EventSource = scanner.Take();
            else if (scanner.NameIs("eventID"u8))
                record.EventId = scanner.Take();
            else if (scanner.NameIs("eventName"u8))
                record.EventName = scanner.Take();
            else if (scanner.NameIs("awsRegion"u8))
                record.AwsRegion = scanner.Take();
            else if (scanner.NameIs("userIdentity"u8))
                record.UserIdentity = scanner.Take();
            else
                scanner.Skip();
        }
        record.Json = scanner.From(start);
        return record;
    }

    private void ReadChange(ref JsonScanner scanner, Shapes shapes)
    {
        HasChange = scanner.First == '{';
        if (!HasChange)
        {
            scanner.Skip();
            return;
        }
        scanner.Enter();
        while (scanner.NextMember())
        {
            if (scanner.NameIs("NewImage"u8))
                New = Image.Read(ref scanner, shapes.Items);
            else if (scanner.NameIs("OldImage"u8))
                Old = Image.Read(ref scanner, shapes.Items);
            else if (scanner.NameIs("Keys"u8))
                Keys = Image.Read(ref scanner, shapes.Items);
            else if (scanner.NameIs("SequenceNumber"u8))
                SequenceNumber = scanner.Take();
            else if (scanner.NameIs("ApproximateCreationDateTime"u8))
                Time = scanner.Take();
            else if (scanner.NameIs("ApproximateCreationDateTimePrecision"u8))
                TimePrecision = scanner.Take();
            else
                scanner.Skip();
        }
    }

    /// <summary>An item in a record, or what stands in its place.</summary>
    public readonly struct Image
    {
        private readonly Json _json;
        private readonly Item? _item;

        private Image(Json json, Item? item)
        {
            _json = json;
            _item = item;
        }

        /// <summary>The item; null where there is none.</summary>
        /// <exception cref="JsonException">What is there has not the form of an item.</exception>
        public Item? Item =>
            _item ?? (_json.Kind is JsonValueKind.Object ? Connectors.Item.FromTypedJson(_json) : null);

        public static Image Read(ref JsonScanner scanner, ItemShape root)
        {
            if (scanner.First != '{')
                return new(scanner.Take(), null);
            var start = scanner.Position;
            var item = Connectors.Item.ReadTyped(ref scanner, root);
            return new(scanner.From(start), item);
        }
    }
}
