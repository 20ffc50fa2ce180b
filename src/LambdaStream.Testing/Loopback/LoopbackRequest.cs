using System.Text.Json;

namespace LambdaStream.Testing;

/// <summary>A request that a <see cref="LoopbackEndpoint"/> got.</summary>
public sealed record LoopbackRequest
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path and the query, as they came.</summary>
    public required string Target { get; init; }

    /// <summary>The headers, whose names are found in any case; a header that came twice has its values joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Which connection it came by, counted from 1.</summary>
    public int Connection { get; init; }

    /// <summary>When it came, by the endpoint's clock.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>What is wrong with its signature; null if it is right, or was not looked at.</summary>
    public string? SignatureProblem { get; init; }

    /// <summary>The operation of a JSON protocol: what X-Amz-Target says behind its dot. Null where there is none.</summary>
    public string? Operation =>
        Headers.TryGetValue("X-Amz-Target", out var target) ? target[(target.LastIndexOf('.') + 1)..] : null;

    /// <summary>The body as JSON; undefined where it is none.</summary>
    public Json Json
    {
        get
        {
            try
            {
                return LambdaStream.Json.Parse(Body.ToArray());
            }
            catch (JsonException)
            {
                // Also who prints a request comes here, whatever its body is.
                return default;
            }
        }
    }
}
