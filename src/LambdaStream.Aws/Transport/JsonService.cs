using System.Buffers;
using System.Collections.Concurrent;
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
    /// <param name="mayBeEmpty">Whether an answer without a body is one: an empty object. By default it is an error, so that nothing passes for done.</param>
    /// <exception cref="ServiceException">The service refused the request, or could not be reached.</exception>
    public async ValueTask<Json> CallAsync<TRequest>(
        string operation,
        TRequest request,
        Action<TRequest, IBufferWriter<byte>> write,
        CancellationToken cancellationToken,
        bool mayBeEmpty = false
    )
    {
        var body = new ArrayBufferWriter<byte>(TypicalSize);
        write(request, body);
        var call = _operations.GetOrAdd(operation, Prepare);
        var answer = await client.SendAsync(
            call with
            {
                Body = body.WrittenMemory,
            },
            JsonAnswer.Decode,
            cancellationToken
        );
        if (mayBeEmpty && answer.Body.Length == 0)
            return Json.EmptyObject;
        return JsonAnswer.Parse(answer.Body, name, operation);
    }

    /// <inheritdoc cref="AwsClient.ConnectAsync"/>
    public ValueTask ConnectAsync(CancellationToken cancellationToken) => client.ConnectAsync(cancellationToken);

    private AwsRequest Prepare(string operation) =>
        new()
        {
            Operation = operation,
            Headers = [("content-type", contentType), ("x-amz-target", $"{targetPrefix}.{operation}")],
        };
}
