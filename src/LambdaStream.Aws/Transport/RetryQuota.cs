namespace LambdaStream.Aws.Transport;

/// <summary>What a client may spend on retries, so that they do not make the trouble of a service worse.</summary>
internal sealed class RetryQuota(int capacity)
{
    private const int RetryCost = 5;
    private const int TimeoutCost = 10;
    private const int Reward = 1;

    private readonly int _capacity = capacity;
    private int _tokens = capacity;

    /// <summary>What a retry after this error costs.</summary>
    public static int CostOf(bool isConnectionFailure) => isConnectionFailure ? TimeoutCost : RetryCost;

    public bool TrySpend(int cost)
    {
        while (true)
        {
            var tokens = Volatile.Read(ref _tokens);
            if (tokens < cost)
                return false;
            if (Interlocked.CompareExchange(ref _tokens, tokens - cost, tokens) == tokens)
                return true;
        }
    }

    /// <summary>A call succeeded: gives back what its last retry cost, or a little if it needed none.</summary>
    public void Regain(int spent)
    {
        while (true)
        {
            var tokens = Volatile.Read(ref _tokens);
            if (tokens == _capacity)
                return;
            var more = Math.Min(_capacity, tokens + Math.Max(spent, Reward));
            if (Interlocked.CompareExchange(ref _tokens, more, tokens) == tokens)
                return;
        }
    }
}
