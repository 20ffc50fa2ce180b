namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>
    /// What Kinesis, DynamoDB and Kafka go on with after a record that must be delivered again; by default with everything.
    /// A FIFO queue never goes on with the group of a failed message, whatever this says.
    /// </summary>
    public AfterFailure AfterFailure { get; init; }

    /// <summary>
    /// After so many retryable failures of one target in a row, such as a table or a queue, the rest of the invocation does not
    /// ask it again: what needs it is delivered again at once, without as many time-outs. By default 10; 0 never gives up.
    /// </summary>
    /// <remarks>Only what <see cref="Retryable"/> holds for counts, so by default nothing does.</remarks>
    public int BreakCircuitAfter { get; init; } = 10;
}
