using System.Text;

namespace LambdaStream.Testing;

/// <summary>What a <see cref="LoopbackEndpoint"/> does with a request; by default it answers with an empty JSON object.</summary>
public sealed record LoopbackAnswer
{
    /// <summary>The HTTP status; by default 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The headers besides those of the length, the date and the request id.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body; by default an empty JSON object.</summary>
    public ReadOnlyMemory<byte> Body { get; init; } = "{}"u8.ToArray();

    /// <summary>What the answer waits for before its first byte, for example a task of the test; by default nothing.</summary>
    public Task? After { get; init; }

    /// <summary>What the second half of the body waits for; by default nothing.</summary>
    public Task? BodyAfter { get; init; }

    /// <summary>After how many bytes of the body the connection is cut; -1 cuts it in the place of an answer. By default not at all.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether the body comes in chunks, without a length in front; by default not.</summary>
    public bool IsChunked { get; init; }

    /// <summary>An answer with this JSON body.</summary>
    public static LoopbackAnswer Of(string json) => new() { Body = Encoding.UTF8.GetBytes(json) };

    /// <summary>An error of the JSON protocols.</summary>
    /// <param name="code">The service's code, such as ThrottlingException.</param>
    /// <param name="status">The HTTP status, by default 400.</param>
    /// <param name="message">What the service says to it.</param>
    public static LoopbackAnswer Error(string code, int status = 400, string message = "scripted") =>
        Of(Json.ObjectOf(("__type", $"com.amazonaws.loopback#{code}"), ("message", message)).ToString()) with
        {
            Status = status,
        };

    /// <summary>No answer: the connection is cut.</summary>
    public static LoopbackAnswer Cut() => new() { CutAfter = -1 };

    /// <summary>No answer as long as the endpoint lives.</summary>
    public static LoopbackAnswer Never() => new() { After = new TaskCompletionSource().Task };

    /// <summary>The answer with one header more.</summary>
    public LoopbackAnswer With(string header, string value) =>
        this with
        {
            Headers = new Dictionary<string, string>(Headers) { [header] = value },
        };
}
