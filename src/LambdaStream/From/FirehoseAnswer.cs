using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace LambdaStream.Sources;

/// <summary>The answer to Firehose: every record once, with what became of it.</summary>
internal static class FirehoseAnswer
{
    /// <summary>What Lambda lets through as an answer: 6 MB.</summary>
    public const int MaxSize = 6 * 1024 * 1024;

    /// <summary>The units that are to be delivered, also those that were put together.</summary>
    public static IEnumerable<UnitOfWork> Delivered(IEnumerable<UnitOfWork> units) =>
        units
            .SelectMany(uow => uow.IsBatch ? uow.Batch : [uow])
            .Where(uow => uow.Get(Slots.Result) == FirehoseResult.Ok && uow.Has(Slots.RecordId));

    public static ReadOnlyMemory<byte> Of(InvocationOutcome outcome)
    {
        var delivered = new Dictionary<string, UnitOfWork>(StringComparer.Ordinal);
        foreach (var uow in Delivered(outcome.Units))
            delivered.TryAdd(uow.Get(Slots.RecordId)!, uow);
        var faulted = new bool[outcome.Failed.Count];
        foreach (var uow in outcome.Faulted)
            uow.Origins.Mark(faulted);
        var ids = Ids(outcome.Payload);
        // So much is taken by the records that nobody has transformed; the longest result is kept free for all.
        var room = MaxSize - ids.Sum(id => id is null ? 0 : id.Length * 6L + Frame);
        var output = new ArrayBufferWriter<byte>(1024);
        output.Write("{\"records\":["u8);
        var open = ""u8;
        for (var i = 0; i < ids.Count; i++)
        {
            // What has no id cannot be named; its fault keeps it.
            if (ids[i] is not { } id)
                continue;
            output.Write(open);
            open = ","u8;
            output.Write("{\"recordId\":"u8);
            JsonString.Write(output, id);
            if (delivered.TryGetValue(id, out var uow) && SizeOf(uow) is var size && size <= room)
            {
                room -= size;
                WriteOk(uow, output);
            }
            else
            {
                output.Write(
                    uow is not null || faulted[i] ? ",\"result\":\"ProcessingFailed\"}"u8 : ",\"result\":\"Dropped\"}"u8
                );
            }
        }
        output.Write("]}"u8);
        return output.WrittenMemory;
    }

    // The names and signs around an id, with the longest result.
    private const int Frame = 64;

    private static long SizeOf(UnitOfWork uow) =>
        Base64.GetMaxEncodedToUtf8Length(uow.Get(Slots.Data).Length) + uow.Get(Slots.Metadata).Raw.Length + Frame;

    private static void WriteOk(UnitOfWork uow, ArrayBufferWriter<byte> output)
    {
        output.Write(",\"result\":\"Ok\",\"data\":\""u8);
        var data = uow.Get(Slots.Data).Span;
        var room = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(data.Length));
        Base64.EncodeToUtf8(data, room, out _, out var written);
        output.Advance(written);
        output.Write("\""u8);
        if (uow.Get(Slots.Metadata) is { IsDefined: true } metadata)
        {
            output.Write(",\"metadata\":"u8);
            metadata.WriteTo(output);
        }
        output.Write("}"u8);
    }

    private static List<string?> Ids(Json payload)
    {
        var ids = new List<string?>();
        foreach (var record in payload.Trimmed["records"].EnumerateArray())
            ids.Add(record["recordId"] is { Kind: JsonValueKind.String } id ? id.GetString() : null);
        return ids;
    }
}
