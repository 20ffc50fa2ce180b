namespace LambdaStream.Benchmarks.Cases;

/// <summary>Units of work that are there already, from a stream that costs next to nothing by itself.</summary>
internal sealed class Prepared(IReadOnlyList<UnitOfWork> units) : IAsyncEnumerable<UnitOfWork>
{
    public IAsyncEnumerator<UnitOfWork> GetAsyncEnumerator(CancellationToken cancellationToken) => new Pass(units);

    private sealed class Pass(IReadOnlyList<UnitOfWork> units) : IAsyncEnumerator<UnitOfWork>
    {
        private int _next;

        public UnitOfWork Current => units[_next - 1];

        public ValueTask<bool> MoveNextAsync() => new(_next++ < units.Count);

        public ValueTask DisposeAsync() => default;
    }
}
