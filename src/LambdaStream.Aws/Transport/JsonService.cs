using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Transport;

/// <summary>A service that speaks AWS's JSON protocol, 1.0 or 1.1: every operation is a POST of its request.</summary>
internal sealed class JsonService(AwsClient client, string name, string contentType, string targetPrefix)
{
    private const int TypicalSize = 1024;

    // What is the same for all calls of an operation.
    private readonly ConcurrentDictionary<string, AwsRequest> _operations = new(StringComparer.Ordinal);

    /// <summary>Calls an operation and gives its answer.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="request">The request.</param>
    /// <param name="write">Writes the request as JSON.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The service refused the request, or could not be reached.</exception>
    public async ValueTask<Json> CallAsync<TRequest>(
        string operation,
        TRequest request,
        Action<TRequest, IBufferWriter<byte>> write,
        CancellationToken cancellationToken
    )
    {
        var body = new ArrayBufferWriter<byte>(TypicalSize);
        write(request, body);
        var call = _operations.GetOrAdd(operation, Prepare);
        var answer = await client.SendAsync(call with { Body = body.WrittenMemory }, Decode, cancellationToken);
        try
        {
            return Json.Parse(answer.Body);
        }
        catch (JsonException exception)
        {
            throw new ServiceException("InvalidResponse", $"{name} {operation} was answered with no JSON.", exception);
        }
    }

    /// <inheritdoc cref="AwsClient.ConnectAsync"/>
    public ValueTask ConnectAsync(CancellationToken cancellationToken) => client.ConnectAsync(cancellationToken);

    private AwsRequest Prepare(string operation) =>
        new()
        {
            Operation = operation,
            Headers = [("content-type", contentType), ("x-amz-target", $"{targetPrefix}.{operation}")],
        };

    // The type may be qualified, "com.amazonaws.dynamodb#Name", and followed by an address, "Name:http://...".
    private static ServiceError Decode(ErrorAnswer answer)
    {
        var body = TryParse(answer.Body);
        var type = answer.ErrorType ?? Text(body, "__type") ?? Text(body, "code");
        var code = type is null ? answer.StatusName : type[(type.LastIndexOf('#') + 1)..].Split(':')[0];
        var message = Text(body, "message") ?? Text(body, "Message") ?? $"The service answered {(int)answer.Status}.";
        return new(code, message);
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
