using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Transport;

/// <summary>Reads the answers of services that speak JSON, be it by targets or by paths.</summary>
internal static class JsonAnswer
{
    /// <summary>The body of an answer.</summary>
    /// <exception cref="ServiceException">It is no JSON.</exception>
    public static Json Parse(byte[] body, string service, string operation)
    {
        try
        {
            return Json.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new ServiceException(
                "InvalidResponse",
                $"{service} {operation} was answered with no JSON.",
                exception
            );
        }
    }

    // The type may be qualified, "com.amazonaws.dynamodb#Name", and followed by an address, "Name:http://...".
    public static ServiceError Decode(ErrorAnswer answer)
    {
        var body = TryParse(answer.Body);
        var type = answer.ErrorType ?? Text(body, "__type") ?? Text(body, "code");
        var code = type is null ? answer.StatusName : type[(type.LastIndexOf('#') + 1)..].Split(':')[0];
        var message = Text(body, "message") ?? Text(body, "Message") ?? $"The service answered {(int)answer.Status}.";
        return new(code, message) { Details = body };
    }

    private static string? Text(Json body, string name) =>
        body[name] is { Kind: JsonValueKind.String } text ? text.GetString() : null;

    private static Json TryParse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? default : Json.Parse(body);
        }
        catch (JsonException)
        {
            // A load balancer answers in HTML; the status says enough.
            return default;
        }
    }
}
