using System.Globalization;
using System.Text;
using LambdaStream.Compression;
using LambdaStream.Connectors;

namespace LambdaStream.Faults;

/// <summary>The event that tells of a fault, in the form that the Node library's fault monitor and resubmit tool read.</summary>
internal static class FaultEvent
{
    /// <summary>The type of the event.</summary>
    public const string Type = "fault";

    /// <summary>What is never compressed in a fault event, so that the record can be found and resubmitted.</summary>
    public static readonly IReadOnlyList<string> NotCompressed = ["uow", "batch", "record", "kinesis", "data"];

    // Room for the standard tags and for the members of an entry beside its event.
    private const int EntryFrame = 1024;

    public static Event Of(Fault fault, int repeat)
    {
        var (unit, error) = fault;
        var options = unit.Invocation.Options;
        var pipeline = unit.Pipeline is "" ? "undefined" : unit.Pipeline;
        var name = string.Create(CultureInfo.InvariantCulture, $"{options.FunctionName}|{repeat}|{Subject(unit)}");
        Event With(Json uow) =>
            Event.Of(
                Type,
                ("id", NameBasedUuid.Of($"id|{name}")),
                ("partitionKey", NameBasedUuid.Of($"partitionKey|{name}")),
                ("timestamp", unit.Invocation.Now),
                ("tags", Json.ObjectOf(("functionname", options.FunctionName ?? "undefined"), ("pipeline", pipeline))),
                (
                    "err",
                    Json.ObjectOf(
                        ("name", NameOf(error)),
                        ("message", MessageOf(unit, error)),
                        ("stack", error.StackTrace ?? "")
                    )
                ),
                ("uow", uow)
            );

        // What is too large for the bus goes into a bucket, if there is one, and so stays whole.
        var isStored = (options.FaultOptions.ClaimCheckBucketName ?? options.ClaimCheckBucketName) is not null;
        if (WholeOf(unit) is { } shown)
        {
            var whole = With(shown);
            var size = SizeOf(whole, options);
            if (size.Event <= options.MaxRequestSize && (isStored || size.Entry <= MaxEntry(options)))
                return whole;
        }
        var recordOnly = With(UnitJson.RecordOf(unit));
        return isStored || SizeOf(recordOnly, options).Entry <= MaxEntry(options)
            ? recordOnly
            : With(UnitJson.OutlineOf(unit));
    }

    private static Json? WholeOf(UnitOfWork unit)
    {
        try
        {
            return UnitJson.Of(unit, Redaction.Of(unit));
        }
        catch (Exception)
        {
            // What cannot be shown, such as a compressed value without end or a slot whose form fails, must not hide the fault.
            return null;
        }
    }

    private static string MessageOf(UnitOfWork unit, Exception error)
    {
        try
        {
            return Redaction.Of(unit).Apply(error.Message);
        }
        catch (Exception)
        {
            // Where a unit cannot be looked at, nobody knows what of it the message shows.
            return unit.Has(Slots.SecretFields) ? "[REDACTED]" : error.Message;
        }
    }

    // An error that is internal to .NET has the name of what .NET says it raises: JsonException, not JsonReaderException.
    private static string NameOf(Exception error)
    {
        if (error is ServiceException service)
            return service.Code;
        var type = error.GetType();
        while (!type.IsVisible && type.Namespace is ['S', 'y', 's', 't', 'e', 'm', ..] && type.BaseType is { } known)
            type = known;
        return type.Name;
    }

    private static int MaxEntry(StreamOptions options) =>
        options.FaultOptions.MaxRequestSize ?? options.MaxPublishRequestSize;

    // An entry has the event as a string, with its quotes escaped, and some members around it.
    private static (int Event, int Entry) SizeOf(Event @event, StreamOptions options)
    {
        var json = JsonCompression.Compress(@event.ToJson(), options.CompressionThreshold, NotCompressed).Raw;
        return (json.Length, json.Length + json.Count((byte)'"') + json.Count((byte)'\\') + EntryFrame);
    }

    /// <summary>Whose fault it is: the pipeline and the records, which are the same when they are delivered again.</summary>
    public static string Subject(UnitOfWork unit)
    {
        var subject = new StringBuilder(unit.Pipeline);
        for (var i = 0; i < unit.Origins.Count; i++)
        {
            var record = unit.Origins[i];
            subject.Append('|').Append(record.Id ?? record.Json.ToString());
        }
        return subject.ToString();
    }
}
