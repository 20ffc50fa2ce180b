namespace LambdaStream;

/// <summary>The event sources of Lambda.</summary>
public static partial class From;
