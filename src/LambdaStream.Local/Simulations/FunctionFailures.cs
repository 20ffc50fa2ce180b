namespace LambdaStream.Local.Simulations;

/// <summary>Lambda had no room for an invocation, which is no attempt.</summary>
internal sealed class FunctionThrottledException() : Exception("Rate exceeded: the function was not invoked.");

/// <summary>The process of a function died.</summary>
internal sealed class FunctionCrashedException() : Exception("Runtime exited without providing a reason.");

/// <summary>A function did not answer in time.</summary>
internal sealed class FunctionTimedOutException(TimeSpan timeout)
    : Exception($"Task timed out after {timeout.TotalSeconds:0.00} seconds.");
