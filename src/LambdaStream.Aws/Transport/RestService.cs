using LambdaStream.Connectors;

namespace LambdaStream.Aws.Transport;

/// <summary>A service that speaks AWS's REST protocol with JSON bodies: an operation is a method and a path.</summary>
internal sealed class RestService(AwsClient client, string name)
{
    private static readonly (string, string)[] JsonBody = [("content-type", "application/json")];

    /// <summary>Calls an operation and gives its answer.</summary>
    /// <exception cref="ServiceException">The service refused the request, or could not be reached.</exception>
    public async ValueTask<Json> CallAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            request.Body.IsEmpty ? request : request with { Headers = [.. request.Headers, .. JsonBody] },
            cancellationToken
        );
        return JsonAnswer.Parse(answer.Body, name, request.Operation);
    }

    /// <summary>Calls an operation whose answer is not only its body.</summary>
    public ValueTask<AwsAnswer> SendAsync(AwsRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(request, JsonAnswer.Decode, cancellationToken);

    /// <inheritdoc cref="AwsClient.ConnectAsync"/>
    public ValueTask ConnectAsync(CancellationToken cancellationToken) => client.ConnectAsync(cancellationToken);

    /// <summary>Text as a part of a path or a query.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>The parameters that have a value, as a query.</summary>
    public static string QueryOf(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query.Add($"{Encode(name)}={Encode(value)}");
        }
        return string.Join('&', query);
    }
}
