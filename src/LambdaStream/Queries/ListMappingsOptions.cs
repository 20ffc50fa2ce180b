using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>How <see cref="Steps.ListEventSourceMappings"/> works.</summary>
public sealed record ListMappingsOptions
{
    /// <summary>A Lambda of one's own; by default that of the options.</summary>
    public ILambda? Lambda { get; init; }
}
