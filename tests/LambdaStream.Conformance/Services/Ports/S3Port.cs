using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>S3 on the scripted services.</summary>
internal sealed class S3Port(ScriptedServices services) : IS3
{
    private readonly ScriptedClient _client = new(services, "s3");

    public async ValueTask<GetObjectResponse> GetObjectAsync(
        GetObjectRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("GetObject", ObjectForms.Of(request));
        return new()
        {
            Body = Encoding.UTF8.GetBytes(ApiJson.ToText(answer?["Body"]) ?? ""),
            ContentLength = Number(answer?["ContentLength"]),
            ETag = ApiJson.ToText(answer?["ETag"]),
        };
    }

    public async ValueTask<Stream> OpenObjectAsync(GetObjectRequest request, CancellationToken cancellationToken)
    {
        var answer = await GetObjectAsync(request, cancellationToken);
        return new MemoryStream(answer.Body.ToArray(), writable: false);
    }

    public async ValueTask<PutObjectResponse> PutObjectAsync(
        PutObjectRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("PutObject", ObjectForms.Of(request));
        return new() { ETag = ApiJson.ToText(answer?["ETag"]) };
    }

    public async ValueTask<HeadObjectResponse> HeadObjectAsync(
        HeadObjectRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("HeadObject", ObjectForms.Of(request));
        return new() { ContentLength = Number(answer?["ContentLength"]), ETag = ApiJson.ToText(answer?["ETag"]) };
    }

    public async ValueTask<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("ListObjectsV2", ObjectForms.Of(request));
        return new()
        {
            Contents =
            [
                .. (answer?["Contents"] as JsonArray ?? []).Select(content => new S3Object
                {
                    Key = ApiJson.ToText(content!["Key"]) ?? "",
                    Size = Number(content["Size"]),
                    ETag = ApiJson.ToText(content["ETag"]),
                }),
            ],
            IsTruncated = answer?["IsTruncated"]?.GetValue<bool>() ?? false,
            NextContinuationToken = ApiJson.ToText(answer?["NextContinuationToken"]),
            KeyCount = (int?)Number(answer?["KeyCount"]),
        };
    }

    public async ValueTask<DeleteObjectResponse> DeleteObjectAsync(
        DeleteObjectRequest request,
        CancellationToken cancellationToken
    )
    {
        await _client.SendAsync("DeleteObject", ObjectForms.Of(request));
        return new();
    }

    public async ValueTask<CopyObjectResponse> CopyObjectAsync(
        CopyObjectRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("CopyObject", ObjectForms.Of(request));
        return new() { CopyObjectResult = new() { ETag = ApiJson.ToText(answer?["CopyObjectResult"]?["ETag"]) } };
    }

    private static long? Number(JsonNode? node) =>
        node is JsonValue value ? (long)JavaScriptNumber.Double(value) : null;
}
