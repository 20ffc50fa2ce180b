using System.Threading.Channels;
using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class MergeTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.Merge(), source => source.Merge(AsyncEnumerable.Empty<UnitOfWork>())];

    private protected override IReadOnlyList<Verb> WithNull =>
        [source => source.Merge((IEnumerable<IAsyncEnumerable<UnitOfWork>>)null!)];

    [Fact]
    public Task Merge_GivesEveryUnitOnceAndEachStreamInItsOrder() =>
        Gen.Int[0, 6]
            .Array[1, 4]
            .SampleAsync(
                async counts =>
                {
                    var units = Some.Units(counts.Sum());
                    var parts = counts
                        .Select((count, i) => units.Skip(counts.Take(i).Sum()).Take(count).ToList())
                        .ToList();

                    var merged = await parts[0]
                        .Stream()
                        .Merge(parts.Skip(1).Select(part => new TrackingSource(part, isAsynchronous: true)))
                        .ToListAsync();

                    Assert.Equal(units.Count, merged.Count);
                    foreach (var part in parts)
                        Assert.Equal(part, merged.Where(part.Contains));
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public async Task Merge_AStreamThatWaits_HoldsUpNone()
    {
        var units = Some.Units(3);
        var waiting = Channel.CreateUnbounded<UnitOfWork>();
        await using var merged = waiting.Reader.ReadAllAsync().Merge(units.Take(2).Stream()).GetAsyncEnumerator();

        Assert.True(await merged.MoveNextAsync());
        Assert.True(await merged.MoveNextAsync());
        Assert.Equal("1", merged.Current.Event.Id);
        waiting.Writer.TryWrite(units[2]);
        Assert.True(await merged.MoveNextAsync());
        Assert.Equal("2", merged.Current.Event.Id);
        waiting.Writer.Complete();
        Assert.False(await merged.MoveNextAsync());
    }

    [Fact]
    public async Task Merge_AReaderThatLeaves_DoesNotWaitForAStreamThatWaits()
    {
        var waiting = Channel.CreateUnbounded<UnitOfWork>();
        var other = new TrackingSource(Some.Units(2));

        await waiting.Reader.ReadAllAsync().Merge(other).FirstAsync();

        Assert.Equal(1, other.Disposals);
    }

    [Fact]
    public async Task Merge_AnErrorOfOneStream_EndsTheMergedOne()
    {
        var other = new TrackingSource(Some.Units(2));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Broken().Merge(other).ToListAsync());

        Assert.Equal(1, other.Disposals);

        static async IAsyncEnumerable<UnitOfWork> Broken()
        {
            await Task.Yield();
            yield return Some.Unit();
            throw new InvalidOperationException("broken");
        }
    }
}
