namespace LambdaStream.Testing;

/// <summary>The settings of a <see cref="LoopbackEndpoint"/>.</summary>
public sealed record LoopbackOptions
{
    /// <summary>The access key id whose signatures it knows.</summary>
    public string AccessKeyId { get; init; } = "AKIDEXAMPLE";

    /// <summary>The secret of that key; null leaves signatures unverified.</summary>
    public string? SecretAccessKey { get; init; } = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// <summary>The session token that requests must have, if any.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Its clock, which may differ from the client's: a request whose date is five minutes off is refused. By default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
