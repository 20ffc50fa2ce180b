using Xunit;

namespace LambdaStream.Tests;

/// <summary>What holds for every verb. A verb's tests derive from it and say how the verb is written so that all units pass.</summary>
public abstract class VerbContract
{
    private protected delegate IAsyncEnumerable<UnitOfWork> Verb(IAsyncEnumerable<UnitOfWork> source);

    /// <summary>The verb in each of its forms, with arguments that let every unit pass.</summary>
    private protected abstract IReadOnlyList<Verb> Forms { get; }

    /// <summary>The verb with an argument that is null.</summary>
    private protected virtual IReadOnlyList<Verb> WithNull => [];

    /// <summary>The options of the invocation, with the ports that the verb needs.</summary>
    private protected virtual StreamOptions? UnitOptions => null;

    /// <summary>How often the verb looks at each unit of its source at most.</summary>
    private protected virtual int MostReadsPerUnit => 1;

    [Fact]
    public void Verb_RejectsNullWhenItIsCalled()
    {
        foreach (var verb in Forms)
            Assert.Throws<ArgumentNullException>("source", () => verb(null!));
        foreach (var verb in WithNull)
            Assert.Throws<ArgumentNullException>(() => verb(new TrackingSource([])));
    }

    [Fact]
    public async Task Verb_GivesNothingOfAnEmptySource()
    {
        foreach (var verb in Forms)
            Assert.Empty(await verb(new TrackingSource([])).ToListAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verb_TouchesItsSourceOncePerUnit(bool isAsynchronous)
    {
        foreach (var verb in Forms)
        {
            var source = new TrackingSource(Some.Units(5, UnitOptions), isAsynchronous);

            var stream = verb(source);
            Assert.Equal(0, source.Enumerations);
            await stream.ToListAsync();

            Assert.Equal((1, 6, 1), (source.Enumerations, source.Moves, source.Disposals));
            Assert.InRange(source.Reads, 5, 5 * MostReadsPerUnit);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verb_EndsWhenItsReaderIsCancelled(bool isAsynchronous)
    {
        foreach (var verb in Forms)
        {
            using var cancellation = new CancellationTokenSource();
            var source = new TrackingSource(Some.Units(5, UnitOptions), isAsynchronous);
            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                await verb(source).ToListAsync(cancellation.Token)
            );

            Assert.Equal(1, source.Disposals);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verb_DisposesItsSourceWhenItsReaderLeaves(bool isAsynchronous)
    {
        foreach (var verb in Forms)
        {
            var source = new TrackingSource(Some.Units(5, UnitOptions), isAsynchronous);

            await verb(source).FirstAsync();

            Assert.Equal(1, source.Disposals);
        }
    }

    [Fact]
    public async Task Verb_CanBeEnumeratedAgain()
    {
        foreach (var verb in Forms)
        {
            var stream = verb(new TrackingSource(Some.Units(3, UnitOptions)));

            Assert.Equal((await stream.ToListAsync()).Count, (await stream.ToListAsync()).Count);
        }
    }
}
