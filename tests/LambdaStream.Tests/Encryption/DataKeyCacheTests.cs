using LambdaStream.Encryption;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class DataKeyCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private int _made;

    [Fact]
    public async Task GetAsync_TheSameNameAtOnce_MakesOneKey()
    {
        var cache = new DataKeyCache(_time, null);
        var arrival = new TaskCompletionSource<DataKey>();

        var asked = Enumerable.Range(0, 3).Select(_ => cache.GetAsync("a", Make, default).AsTask()).ToList();
        arrival.SetResult(Key());

        Assert.Single((await Task.WhenAll(asked)).Distinct());
        Assert.Equal(1, _made);

        Task<DataKey> Make()
        {
            _made++;
            return arrival.Task;
        }
    }

    [Fact]
    public async Task GetAsync_AnotherName_IsAnotherKey()
    {
        var cache = new DataKeyCache(_time, null);

        Assert.NotSame(await GetAsync(cache, "a"), await GetAsync(cache, "b"));
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task GetAsync_WithoutAnAge_KeepsTheKey()
    {
        var cache = new DataKeyCache(_time, null);
        var key = await GetAsync(cache, "a");

        _time.Advance(TimeSpan.FromDays(30));

        Assert.Same(key, await GetAsync(cache, "a"));
    }

    [Fact]
    public async Task GetAsync_KeyThatIsTooOld_MakesAnotherAndOverwritesTheOld()
    {
        var cache = new DataKeyCache(_time, TimeSpan.FromMinutes(5));
        var key = await GetAsync(cache, "a");
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Same(key, await GetAsync(cache, "a"));

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.NotSame(key, await GetAsync(cache, "a"));
        Assert.False(key.TryEnter());
    }

    [Fact]
    public async Task GetAsync_KeyThatLacksARegion_IsKeptForAMinute()
    {
        var cache = new DataKeyCache(_time, null);
        var key = await cache.GetAsync("a", () => Task.FromResult(Key(isIncomplete: true)), default);
        Assert.Same(key, await GetAsync(cache, "a"));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotSame(key, await GetAsync(cache, "a"));
    }

    [Fact]
    public async Task GetAsync_Failure_IsNotRemembered()
    {
        var cache = new DataKeyCache(_time, null);

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await cache.GetAsync("a", () => Task.FromException<DataKey>(new InvalidOperationException("no")), default)
        );

        Assert.NotNull(await GetAsync(cache, "a"));
    }

    [Fact]
    public async Task GetAsync_WhoGivesUp_DoesNotTakeTheKeyFromTheOthers()
    {
        var cache = new DataKeyCache(_time, null);
        var arrival = new TaskCompletionSource<DataKey>();
        using var impatience = new CancellationTokenSource();
        var impatient = cache.GetAsync("a", () => arrival.Task, impatience.Token);
        var patient = cache.GetAsync("a", () => arrival.Task, default);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await impatient);
        arrival.SetResult(Key());

        Assert.NotNull(await patient);
    }

    [Fact]
    public async Task GetAsync_FailureThatNobodyWaitedFor_IsNotRemembered()
    {
        var cache = new DataKeyCache(_time, null);
        var arrival = new TaskCompletionSource<DataKey>();
        using var impatience = new CancellationTokenSource();
        var impatient = cache.GetAsync("a", () => arrival.Task, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await impatient);

        arrival.SetException(new InvalidOperationException("no"));

        Assert.NotNull(await GetAsync(cache, "a"));
    }

    [Fact]
    public async Task GetAsync_MoreKeysThanItHolds_LetsTheOneGoThatWasNotAskedForTheLongest()
    {
        var cache = new DataKeyCache(_time, null);
        var first = await GetAsync(cache, "0");
        var second = await GetAsync(cache, "1");
        for (var i = 2; i < 1_000; i++)
            await GetAsync(cache, $"{i}");
        await GetAsync(cache, "0");

        await GetAsync(cache, "one too many");

        Assert.Same(first, await GetAsync(cache, "0"));
        Assert.False(second.TryEnter());
    }

    private ValueTask<DataKey> GetAsync(DataKeyCache cache, string name)
    {
        return cache.GetAsync(name, Make, default);

        Task<DataKey> Make()
        {
            _made++;
            return Task.FromResult(Key());
        }
    }

    private static DataKey Key(bool isIncomplete = false) => new(SomeKey.Bytes, []) { IsIncomplete = isIncomplete };
}
