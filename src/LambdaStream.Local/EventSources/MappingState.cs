using LambdaStream.Connectors;

namespace LambdaStream.Local.EventSources;

/// <summary>What Lambda's API tells of an event source mapping, and may change while it runs.</summary>
internal sealed class MappingState(string id, string sourceArn, string functionName, int batchSize)
{
    private volatile bool _isEnabled = true;
    private volatile int _batchSize = batchSize;

    public string Id { get; } = id;

    public string SourceArn { get; } = sourceArn;

    public string FunctionName { get; } = functionName;

    public bool IsEnabled
    {
        get => _isEnabled;
        set => _isEnabled = value;
    }

    public int BatchSize
    {
        get => _batchSize;
        set => _batchSize = value;
    }

    public EventSourceMappingConfiguration Describe(LocalEnvironment environment) =>
        new()
        {
            UUID = Id,
            State = IsEnabled ? "Enabled" : "Disabled",
            EventSourceArn = SourceArn,
            FunctionArn = environment.Arn("lambda", $"function:{FunctionName}"),
            BatchSize = BatchSize,
        };
}
