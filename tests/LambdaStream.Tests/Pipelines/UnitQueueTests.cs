using LambdaStream.Pipelines;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class UnitQueueTests
{
    private readonly UnitQueue _queue = new();

    [Fact]
    public async Task Wait_SomethingWasAdded_ItCanBeTakenInOrder()
    {
        _queue.Add(Some.Unit(Events.Of("1")));
        _queue.Add(Some.Unit(Events.Of("2")));

        Assert.True(await _queue.WaitAsync());
        Assert.Equal("1", _queue.Next!.Event.Id);
        Assert.Equal("1", _queue.Take().Event.Id);
        Assert.True(await _queue.WaitAsync());
        Assert.Equal("2", _queue.Take().Event.Id);
        Assert.Null(_queue.Next);
    }

    [Fact]
    public async Task Wait_NothingThere_GoesOnOnlyWhenItIsTold()
    {
        var waiting = _queue.WaitAsync().AsTask();

        _queue.Add(Some.Unit(Events.Of("1")));
        Assert.False(waiting.IsCompleted);
        _queue.Tell();

        Assert.True(await waiting);
    }

    [Fact]
    public async Task Wait_Complete_GivesWhatIsLeftAndThenNothing()
    {
        _queue.Add(Some.Unit(Events.Of("1")));
        _queue.Complete();

        Assert.True(await _queue.WaitAsync());
        _queue.Take();
        Assert.False(await _queue.WaitAsync());
        Assert.False(await _queue.WaitAsync());
    }

    [Fact]
    public async Task Complete_SomebodyWaits_NothingComes()
    {
        var waiting = _queue.WaitAsync().AsTask();

        _queue.Complete();

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Add_TooFarAhead_WaitsUntilSomebodyComesForMore()
    {
        await _queue.AddAsync(Some.Unit(Events.Of("1")), 2, default);
        await _queue.AddAsync(Some.Unit(Events.Of("2")), 2, default);
        var adding = _queue.AddAsync(Some.Unit(Events.Of("3")), 2, default).AsTask();
        Assert.False(adding.IsCompleted);

        Assert.True(await _queue.WaitAsync());
        await adding;

        Assert.Equal("1", _queue.Take().Event.Id);
        Assert.Equal("2", _queue.Take().Event.Id);
        Assert.True(await _queue.WaitAsync());
        Assert.Equal("3", _queue.Take().Event.Id);
    }

    [Fact]
    public async Task Add_CancelledWhileItWaits_AddsNothing()
    {
        using var cancellation = new CancellationTokenSource();
        await _queue.AddAsync(Some.Unit(Events.Of("1")), 1, default);
        var adding = _queue.AddAsync(Some.Unit(Events.Of("2")), 1, cancellation.Token).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => adding);
        _queue.Complete();

        Assert.True(await _queue.WaitAsync());
        _queue.Take();
        Assert.False(await _queue.WaitAsync());
    }
}
