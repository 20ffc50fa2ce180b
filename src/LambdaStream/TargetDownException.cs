namespace LambdaStream;

/// <summary>A target has failed so often in a row that the invocation does not ask it again. The unit's records are delivered again.</summary>
/// <param name="service">The service, by the name of its port.</param>
/// <param name="resource">The table, the queue, the bus or the like; null where the service has none.</param>
/// <param name="failures">How often it has failed.</param>
/// <param name="lastError">What it has failed with the last time.</param>
public sealed class TargetDownException(string service, string? resource, int failures, Exception lastError)
    : Exception(
        $"{service}{(resource is null ? "" : $" '{resource}'")} has failed {failures} times in a row, so it is not asked again in this invocation. The last time: {lastError.Message}",
        lastError
    )
{
    /// <summary>The service, by the name of its port, such as <c>DynamoDb</c>.</summary>
    public string Service { get; } = service;

    /// <summary>The table, the queue, the bus or the like; null where the service has none.</summary>
    public string? Resource { get; } = resource;
}
