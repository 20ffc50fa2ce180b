using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>The bytes of an entry as the Node library counts them: of its JSON text, the Detail being a string in it.</summary>
internal static class EntrySize
{
    private static readonly int Frame = """{"EventBusName":,"Source":,"DetailType":,"Detail":""}""".Length;

    public static long Of(PutEventsRequestEntry entry)
    {
        var detail = entry.Detail.Raw;
        return Frame
            + Quoted(entry.EventBusName)
            + Quoted(entry.Source)
            + Quoted(entry.DetailType)
            + detail.Length
            + detail.Count((byte)'"')
            + detail.Count((byte)'\\');
    }

    private static int Quoted(string? text) => JsonString.QuotedLength(text ?? "");
}
