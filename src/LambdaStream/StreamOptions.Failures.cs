namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>
    /// What Kinesis, DynamoDB and Kafka go on with after a record that must be delivered again; by default with everything.
    /// A FIFO queue never goes on with the group of a failed message, whatever this says.
    /// </summary>
    public AfterFailure AfterFailure { get; init; }
}
