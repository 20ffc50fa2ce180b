namespace LambdaStream.Aws.Transport;

/// <summary>How long to wait before a retry: exponentially longer, with full jitter.</summary>
internal sealed class Backoff(TimeSpan @base, TimeSpan longest, Func<double> random)
{
    /// <param name="retry">Which retry it is, counted from 0.</param>
    /// <param name="asked">How long the service wants to be left alone, if it says so.</param>
    public TimeSpan Before(int retry, TimeSpan? asked)
    {
        var wait = Shorter(@base * Math.Pow(2, Math.Min(retry, 30))) * random();
        return asked is { } atLeast && atLeast > wait ? Shorter(atLeast) : wait;
    }

    private TimeSpan Shorter(TimeSpan wait) => wait < longest ? wait : longest;
}
