namespace LambdaStream.Sources;

/// <summary>How a source takes back what was not done.</summary>
internal enum Checkpoint
{
    /// <summary>Not at all: the whole invocation fails.</summary>
    None,

    /// <summary>Record by record; of a message group with what is behind it.</summary>
    Each,

    /// <summary>From the first failed record on, as an ordered stream does.</summary>
    Lowest,

    /// <summary>From the first failed record of each partition on.</summary>
    LowestOfEach,
}
