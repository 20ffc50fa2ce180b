using System.Globalization;
using System.Net.Http.Headers;
using Amazon.DynamoDBv2;
using LambdaStream.Aws;
using LambdaStream.Aws.Signing;
using LambdaStream.Connectors;

namespace LambdaStream.Benchmarks.Aws;

/// <summary>The item that all sides write: 10 texts and 10 numbers.</summary>
internal static class Thing
{
    public const string Table = "things";
    public const string KeyId = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static string[] Names { get; } = [.. Enumerable.Range(0, 20).Select(i => $"field{i}")];

    public static string Expression { get; } = "SET " + string.Join(", ", Names.Select(name => $"#{name} = :{name}"));

    public static Dictionary<string, string> Aliases { get; } = Names.ToDictionary(name => "#" + name);

    public static string[] Placeholders { get; } = [.. Names.Select(name => ":" + name)];
}

/// <summary>This repository's client.</summary>
internal sealed class OurSide(Uri endpoint)
{
    private readonly IDynamoDb _client = new StreamOptions()
        .UseAws(
            new()
            {
                Region = "us-east-1",
                Credentials = new StaticCredentials(Thing.KeyId, Thing.Secret),
                DynamoDb = new() { Endpoint = endpoint, Timeout = TimeSpan.FromMinutes(1) },
            }
        )
        .DynamoDb!;

    public Task CallAsync(int i) => _client.UpdateItemAsync(Request(i), default).AsTask();

    public static Connectors.UpdateItemRequest Request(int i)
    {
        var values = new (string, Connectors.AttributeValue)[Thing.Names.Length];
        for (var n = 0; n < values.Length; n++)
            values[n] = (Thing.Placeholders[n], n % 2 == 0 ? $"the value of field {n} of thing {i}" : i + n);
        return new()
        {
            TableName = Thing.Table,
            Key = Item.Of(("pk", $"{i}"), ("sk", "thing")),
            UpdateExpression = Thing.Expression,
            ExpressionAttributeNames = Thing.Aliases,
            ExpressionAttributeValues = Item.Of(values),
        };
    }
}

/// <summary>The official client, as its documentation shows it.</summary>
internal sealed class SdkSide(Uri endpoint)
{
    private readonly AmazonDynamoDBClient _client = new(
        new Amazon.Runtime.BasicAWSCredentials(Thing.KeyId, Thing.Secret),
        new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "us-east-1" }
    );

    public async Task CallAsync(int i)
    {
        var values = new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>();
        for (var n = 0; n < Thing.Names.Length; n++)
            values[Thing.Placeholders[n]] =
                n % 2 == 0
                    ? new($"the value of field {n} of thing {i}")
                    : new() { N = (i + n).ToString(CultureInfo.InvariantCulture) };
        await _client.UpdateItemAsync(
            new Amazon.DynamoDBv2.Model.UpdateItemRequest
            {
                TableName = Thing.Table,
                Key = new() { ["pk"] = new($"{i}"), ["sk"] = new("thing") },
                UpdateExpression = Thing.Expression,
                ExpressionAttributeNames = Thing.Aliases,
                ExpressionAttributeValues = values,
            }
        );
    }
}

/// <summary>The least that such a call can be: bytes that were written before, signed, and an answer that nobody reads.</summary>
internal sealed class BareSide(Uri endpoint)
{
    private static readonly AwsCredentials Credentials = new()
    {
        AccessKeyId = Thing.KeyId,
        SecretAccessKey = Thing.Secret,
    };

    private readonly HttpClient _client = new();
    private readonly Signer _signer = new("us-east-1", "dynamodb");
    private readonly byte[] _body = Write();

    public async Task CallAsync(int i)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var authorization = _signer.Authorize(
            new()
            {
                Method = "POST",
                Path = "/",
                Query = "",
                Headers =
                [
                    ("content-type", "application/x-amz-json-1.0"),
                    ("host", endpoint.Authority),
                    ("x-amz-date", date),
                    ("x-amz-target", "DynamoDB_20120810.UpdateItem"),
                ],
                Body = _body,
            },
            date,
            Credentials
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(_body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("x-amz-date", date);
        request.Headers.TryAddWithoutValidation("x-amz-target", "DynamoDB_20120810.UpdateItem");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static byte[] Write()
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        LambdaStream.Aws.DynamoDb.Requests.Write(OurSide.Request(1_000), body);
        return body.WrittenSpan.ToArray();
    }
}
