using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class BatchTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms => [source => source.Batch(2)];

    [Fact]
    public Task Batch_MatchesLinqsChunk() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 20])
            .SampleAsync(
                async (size, count) =>
                {
                    var units = Some.Units(count);

                    var batches = await units.Stream().Batch(size).Select(batch => batch.Batch.Ids()).ToListAsync();

                    Assert.Equal(units.Chunk(size).Select(chunk => chunk.Ids()), batches);
                },
                iter: 100,
                threads: 1
            );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Batch_OfNothing_IsRejected(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Some.Units(1).Stream().Batch(count));

    [Fact]
    public async Task Batch_StandsForAllOfItsRecords()
    {
        var batch = await Some.Units(3).Stream().Batch(3).SingleAsync();

        Assert.Null(batch.Record);
        Assert.True(batch.Event.IsEmpty);
        Assert.Equal(Some.Pipeline, batch.Pipeline);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, batch.Origins.Count).Select(i => batch.Origins[i].Index));
    }

    [Fact]
    public async Task Batch_OfPartsOfOneRecord_StandsForItOnce()
    {
        var batch = await Some.Units(1).Stream().Split(_ => [1L, 2L, 3L]).Batch(3).SingleAsync();

        Assert.Equal(3, batch.Batch.Count);
        Assert.Equal(1, batch.Origins.Count);
        Assert.True(batch.IsPart);
    }
}
