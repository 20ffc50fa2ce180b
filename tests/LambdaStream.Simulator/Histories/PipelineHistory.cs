namespace LambdaStream.Simulator.Histories;

/// <summary>What a pipeline's own functions and its targets saw in one invocation. The engine is not asked.</summary>
internal sealed class PipelineHistory
{
    /// <summary>Dropped by the pipeline's own functions.</summary>
    public HashSet<Token> Filtered { get; } = [];

    /// <summary>Functions that raised an error, and requests that a target refused.</summary>
    public HashSet<Token> Failed { get; } = [];

    /// <summary>The records that failed with an error that is no reason to deliver them again.</summary>
    public HashSet<int> Hopeless { get; } = [];

    /// <summary>The records that the pipeline's own functions saw, each time that they did.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>At the last step.</summary>
    public HashSet<Token> Arrived { get; } = [];

    /// <summary>Faults that were published.</summary>
    public HashSet<Token> Faulted { get; } = [];

    /// <summary>Of each record that was split, the parts that were made.</summary>
    public Dictionary<int, List<Token>> Parts { get; } = [];

    /// <summary>The records of which all parts were made.</summary>
    public HashSet<int> Split { get; } = [];

    /// <summary>What each sink has written, in the order of its effects.</summary>
    public Dictionary<string, List<Token>> Written { get; } = [];

    /// <summary>The units behind <c>Take</c>.</summary>
    public int Taken { get; set; }

    /// <summary>Whether the user's own iterator ended the pipeline with an error.</summary>
    public bool IsAborted { get; set; }

    public void Fail(IEnumerable<Token> tokens, bool isHopeless)
    {
        Failed.UnionWith(tokens);
        if (isHopeless)
            Hopeless.UnionWith(tokens.Select(token => token.Record));
    }

    /// <summary>Whether the pipeline was done with the token, and all that was made of it.</summary>
    public bool IsDone(Token token) =>
        (
            Filtered.Contains(token)
            || Faulted.Contains(token)
            || Arrived.Contains(token)
            || token.Part == 0 && Split.Contains(token.Record)
        ) && (token.Part > 0 || !Parts.TryGetValue(token.Record, out var parts) || parts.TrueForAll(IsDone));

    /// <summary>The token and its parts that arrived.</summary>
    public IEnumerable<Token> ArrivedOf(int record) => Arrived.Where(token => token.Record == record);

    /// <summary>What is known of a record, for a message.</summary>
    public string Tell(int record)
    {
        string Of(string name, IEnumerable<Token> tokens) =>
            tokens.Where(token => token.Record == record).ToList() is { Count: > 0 } known
                ? $"; {name} {string.Join(' ', known)}"
                : "";

        return Of("parts", Parts.GetValueOrDefault(record) ?? [])
            + (Split.Contains(record) ? "; all parts made" : "")
            + Of("filtered", Filtered)
            + Of("failed", Failed)
            + Of("faulted", Faulted)
            + string.Concat(Written.Select(sink => Of($"written by {sink.Key}", sink.Value)))
            + Of("arrived", Arrived);
    }
}
