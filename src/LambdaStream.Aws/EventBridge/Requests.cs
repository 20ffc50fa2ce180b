using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.EventBridge;

/// <summary>Writes the requests of EventBridge's API.</summary>
internal static class Requests
{
    public static void Write(PutEventsRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Member("Entries"u8).WriteArray(request.Entries, Write);
        members.End();
    }

    private static void Write(PutEventsRequestEntry entry, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("EventBusName"u8, entry.EventBusName);
        members.Add("Source"u8, entry.Source);
        members.Add("DetailType"u8, entry.DetailType);
        // EventBridge takes the event as JSON text in a string.
        JsonString.Write(members.Member("Detail"u8), entry.Detail.ToUtf8());
        members.End();
    }
}
