namespace LambdaStream.Connectors;

/// <summary>Lambda's Invoke.</summary>
public sealed record InvokeRequest
{
    /// <summary>The name or ARN of the function.</summary>
    public required string FunctionName { get; init; }

    /// <summary>Whether to wait for the function; by default it is waited for.</summary>
    public InvocationType? InvocationType { get; init; }

    /// <summary>The payload: JSON of up to 6 MiB, or 1 MiB for an <see cref="InvocationType.Event"/>. By default none.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The version or alias; by default the latest version.</summary>
    public string? Qualifier { get; init; }

    /// <summary>What the function sees as the client's context: base64 of JSON of up to 3,583 bytes.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The region of the function; by default the port's.</summary>
    public string? Region { get; init; }
}

/// <summary>How a function is called, under Lambda's names.</summary>
public enum InvocationType
{
    /// <summary>The function is waited for, and its response is in the answer.</summary>
    RequestResponse,

    /// <summary>Lambda keeps the payload and calls the function later, again if it fails.</summary>
    Event,

    /// <summary>Nothing is called: Lambda only looks whether it could be.</summary>
    DryRun,
}

/// <summary>Lambda's answer to Invoke.</summary>
public sealed record InvokeResponse
{
    /// <summary>200 where the function was waited for, 202 where it was not, 204 for a dry run.</summary>
    public int StatusCode { get; init; }

    /// <summary>Handled or Unhandled where the function failed; the payload then says how. Null where it did not.</summary>
    public string? FunctionError { get; init; }

    /// <summary>The version that was called.</summary>
    public string? ExecutedVersion { get; init; }

    /// <summary>What the function answered.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
