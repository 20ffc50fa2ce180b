using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.Fetch"/> works. What is null comes from the function's options.</summary>
public sealed record FetchOptions
{
    internal static FetchOptions Default { get; } = new();

    /// <summary>The slot of the request; by default <see cref="Slots.FetchRequest"/>.</summary>
    public Slot<FetchRequest> Request { get; init; } = Slots.FetchRequest;

    /// <summary>The slot of the answer; by default <see cref="Slots.FetchResponse"/>.</summary>
    public Slot<FetchResponse> Response { get; init; } = Slots.FetchResponse;

    /// <summary>What stands for the missing body of an answer 204; by default an empty JSON object, or an empty text.</summary>
    public Json NoContent { get; init; } = Json.ObjectOf();

    /// <summary>An HTTP port of one's own.</summary>
    public IFetch? Fetch { get; init; }

    /// <summary>Requests in flight.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>The most requests in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Options with slots of their own, named after a prefix, so that a pipeline can fetch several things.</summary>
    public static FetchOptions Named(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return new()
        {
            Request = new($"{prefix}Request", FetchJson.Of),
            Response = new($"{prefix}Response", FetchJson.Of),
        };
    }
}
