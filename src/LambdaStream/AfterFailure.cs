namespace LambdaStream;

/// <summary>What an ordered source goes on with in an invocation after a record that must be delivered again.</summary>
/// <remarks>
/// Kinesis and DynamoDB deliver everything behind it again in any case, and Kafka everything behind it in its partition. So
/// the policies differ in what is done twice and in what order, never in what is lost. A fault is no failure: its record is done
/// with, and the next one comes.
/// </remarks>
public enum AfterFailure
{
    /// <summary>With everything: all records are tried, and those behind the failure are done twice. The default.</summary>
    GoOn,

    /// <summary>
    /// With the records of other keys: of the key that has failed nothing more is begun, so that within a key nothing is done
    /// before what comes before it. A key is the event's partition key, else that of the source's record.
    /// </summary>
    GoOnWithOtherKeys,

    /// <summary>With nothing: no record behind the failure is begun, so that little is done twice.</summary>
    Stop,
}
