using System.Buffers;

namespace LambdaStream.Sources;

/// <summary>The answer to an event source mapping: which records it is to deliver again.</summary>
internal static class BatchResponse
{
    /// <param name="identifiers">What the source calls the failed records; for an ordered source only the first.</param>
    /// <param name="state">The state of the payload's tumbling window, which Lambda insists on; undefined where it is of none.</param>
    public static ReadOnlyMemory<byte> Of(IEnumerable<string> identifiers, Json state = default)
    {
        var output = new ArrayBufferWriter<byte>(64);
        output.Write("{\"batchItemFailures\":["u8);
        var open = ""u8;
        foreach (var identifier in identifiers)
        {
            output.Write(open);
            output.Write("{\"itemIdentifier\":"u8);
            JsonString.Write(output, identifier);
            output.Write("}"u8);
            open = ","u8;
        }
        output.Write("]"u8);
        if (state.IsDefined)
        {
            output.Write(",\"state\":"u8);
            state.WriteTo(output);
        }
        output.Write("}"u8);
        return output.WrittenMemory;
    }
}
