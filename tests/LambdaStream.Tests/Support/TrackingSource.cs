namespace LambdaStream.Tests;

/// <summary>A stream of units that counts what is done with it, and ends with an error where its reader is cancelled.</summary>
internal sealed class TrackingSource(IReadOnlyList<UnitOfWork> units, bool isAsynchronous = false)
    : IAsyncEnumerable<UnitOfWork>
{
    public int Enumerations { get; private set; }

    public int Moves { get; private set; }

    public int Reads { get; private set; }

    public int Disposals { get; private set; }

    public IAsyncEnumerator<UnitOfWork> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Enumerations++;
        return new Enumerator(this, cancellationToken);
    }

    private sealed class Enumerator(TrackingSource source, CancellationToken cancellationToken)
        : IAsyncEnumerator<UnitOfWork>
    {
        private int _index = -1;

        public UnitOfWork Current
        {
            get
            {
                source.Reads++;
                return source.Units[_index];
            }
        }

        public async ValueTask<bool> MoveNextAsync()
        {
            source.Moves++;
            if (source.IsAsynchronous)
                await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return ++_index < source.Units.Count;
        }

        public ValueTask DisposeAsync()
        {
            source.Disposals++;
            return ValueTask.CompletedTask;
        }
    }

    private IReadOnlyList<UnitOfWork> Units { get; } = units;

    private bool IsAsynchronous { get; } = isAsynchronous;
}
