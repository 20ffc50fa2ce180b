namespace LambdaStream.Connectors;

/// <summary>How often and how soon the failed entries of a batch are sent again. What is null comes from the function's options.</summary>
public sealed record BatchRetryOptions
{
    /// <summary>How often; by default <see cref="StreamOptions.BatchMaxRetries"/>.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>The wait before the first time, doubled each time; by default <see cref="StreamOptions.BatchRetryWait"/>.</summary>
    public TimeSpan? Wait { get; init; }

    internal StreamOptions Over(StreamOptions all) =>
        all with
        {
            BatchMaxRetries = MaxRetries ?? all.BatchMaxRetries,
            BatchRetryWait = Wait ?? all.BatchRetryWait,
        };
}
