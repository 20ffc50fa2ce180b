using System.Net;
using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Service;

/// <summary>Sends requests to DynamoDB Local and gives its refusals as the port does.</summary>
/// <param name="endpoint">Where DynamoDB Local is.</param>
/// <param name="accessKey">Letters and digits; each access key has tables of its own.</param>
internal sealed class ServiceClient(Uri endpoint, string accessKey) : IDisposable
{
    private const string Tables = "DynamoDB_20120810";
    private const string Streams = "DynamoDBStreams_20120810";

    private readonly HttpClient _http = new();

    public Task<Json> SendAsync(string operation, Json body, CancellationToken cancellationToken) =>
        SendAsync(Tables, operation, body, cancellationToken);

    public Task<Json> SendToStreamsAsync(string operation, Json body, CancellationToken cancellationToken) =>
        SendAsync(Streams, operation, body, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<Json> SendAsync(string api, string operation, Json body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Content = new ByteArrayContent(body.ToUtf8());
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", $"{api}.{operation}");
        // DynamoDB Local wants the form of a signature and does not check it.
        request.Headers.Authorization = new(
            "AWS4-HMAC-SHA256",
            $"Credential={accessKey}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00"
        );
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = Json.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return response.IsSuccessStatusCode ? answer : throw Refusal(response.StatusCode, answer);
    }

    private static ServiceException Refusal(HttpStatusCode status, Json answer)
    {
        var type = answer["__type"].GetString()!;
        var message = answer["message"].GetString() ?? answer["Message"].GetString() ?? "";
        return new(type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], message)
        {
            StatusCode = status,
            Details = answer,
        };
    }
}
