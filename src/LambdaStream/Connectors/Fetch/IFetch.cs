using System.Text;

namespace LambdaStream.Connectors;

/// <summary>The port to HTTP.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> where there is no answer in time; any answer is given, whatever its
/// status is.
/// </remarks>
public interface IFetch
{
    /// <summary>Sends a request, once.</summary>
    ValueTask<FetchResponse> FetchAsync(FetchRequest request, CancellationToken cancellationToken);
}

/// <summary>An HTTP request.</summary>
public sealed record FetchRequest
{
    /// <summary>Where it goes: an absolute HTTP or HTTPS URL.</summary>
    public required string Url { get; init; }

    /// <summary>The method; by default GET.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body; by default none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as UTF-8 text.</summary>
    public string Text
    {
        get => Encoding.UTF8.GetString(Body.Span);
        init => Body = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>As what the answer is read; by default JSON.</summary>
    public FetchResponseType ResponseType { get; init; }
}

/// <summary>As what an answer is read.</summary>
public enum FetchResponseType
{
    /// <summary>JSON. An answer that is none is a fault.</summary>
    Json,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>An HTTP answer.</summary>
public sealed record FetchResponse
{
    /// <summary>The status; by default 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The headers, whose names are found in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as UTF-8 text.</summary>
    public string Text
    {
        get => Encoding.UTF8.GetString(Body.Span);
        init => Body = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>The body as JSON; after <see cref="Steps.Fetch"/>, and undefined where text was asked for.</summary>
    public Json Json { get; init; }
}
