namespace LambdaStream;

/// <summary>What Firehose is told of a record.</summary>
public static class FirehoseResult
{
    /// <summary>It is delivered, as transformed.</summary>
    public const string Ok = "Ok";

    /// <summary>It is left out on purpose.</summary>
    public const string Dropped = "Dropped";

    /// <summary>Firehose puts it where it puts what failed.</summary>
    public const string ProcessingFailed = "ProcessingFailed";
}
