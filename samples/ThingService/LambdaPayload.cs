using System.Text.Json;
using LambdaStream;

namespace ThingService;

/// <summary>A Lambda event from a file, and the function that it is for.</summary>
internal sealed record LambdaPayload(string Name, Json Event, string EventSource)
{
    /// <summary>How many records the event has; an event of EventBridge is one.</summary>
    public int RecordCount => EventSource == EventBridge ? 1 : Event["Records"].Count;

    private const string EventBridge = "EventBridge";

    /// <exception cref="UnusablePayloadException">The file cannot be read, or is no event of these.</exception>
    public static LambdaPayload Read(string file)
    {
        Json json;
        try
        {
            json = Json.Parse(WithoutByteOrderMark(File.ReadAllBytes(file)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusablePayloadException($"{file} cannot be read: {error.Message}");
        }
        catch (JsonException error)
        {
            throw new UnusablePayloadException($"{file} is no JSON: {error.Message}");
        }
        return new(Path.GetFileName(file), json, EventSourceOf(json) ?? throw Unknown(file));
    }

    /// <summary>A function of the world that takes such events.</summary>
    public Function FunctionIn(World world) =>
        EventSource switch
        {
            "aws:dynamodb" => world.CreateTrigger(),
            "aws:kinesis" => world.CreateListener(From.Kinesis()),
            "aws:sqs" => world.CreateListener(From.Sqs()),
            _ => world.CreateListener(From.EventBridge()),
        };

    private static string? EventSourceOf(Json json) =>
        json["Records"][0]["eventSource"] is { Kind: JsonValueKind.String } source
            ? source.GetString() is "aws:dynamodb" or "aws:kinesis" or "aws:sqs"
                ? source.GetString()
                : null
            : json["detail-type"].Kind is JsonValueKind.String && json["detail"].Kind is JsonValueKind.Object
                ? EventBridge
                : null;

    private static UnusablePayloadException Unknown(string file) =>
        new($"{file} is no Lambda event of Kinesis, DynamoDB Streams, SQS or EventBridge.");

    private static byte[] WithoutByteOrderMark(byte[] text) => text is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : text;
}

/// <summary>There is nothing to process; the message says why in one line.</summary>
internal sealed class UnusablePayloadException(string message) : Exception(message);
