using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class WriteToTimestreamTests : VerbContract
{
    private readonly RecordingTimestream _timestream = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.WriteToTimestream()];

    private protected override int MostReadsPerUnit => 2;

    private protected override StreamOptions UnitOptions => new() { TimestreamWrite = _timestream };

    // Node: writeRecords
    [Fact]
    public async Task WriteToTimestream_WritesTheRecords()
    {
        var units = await Unit(100).Stream().WriteToTimestream().ToListAsync();

        Assert.Equal(100, Assert.Single(_timestream.Requests).Records.Count);
        Assert.Equal(100, units[0].Get(Slots.WriteResponse)!.RecordsIngested!.Total);
    }

    [Fact]
    public async Task WriteToTimestream_MoreThanARequestTakes_GoInSeveral()
    {
        var units = await Unit(201).Stream().WriteToTimestream().ToListAsync();

        Assert.Equal([100, 100, 1], _timestream.Requests.Select(request => request.Records.Count));
        Assert.Equal(201, units[0].Get(Slots.WriteResponse)!.RecordsIngested!.Total);
    }

    [Fact]
    public async Task WriteToTimestream_SomeAreRefused_TheOthersAreWrittenAndTheFaultSaysWhich()
    {
        _timestream.OnWriteRecords = (request, _) =>
            request.Records[0].Time == "100"
                ? throw new RejectedRecordsException("rejected", [new() { RecordIndex = 5, Reason = "Too old." }])
                : new(new WriteRecordsResponse());
        var unit = Unit(250);

        Assert.Empty(await unit.Stream().WriteToTimestream().ToListAsync());

        Assert.Equal(3, _timestream.Requests.Count);
        var error = Assert.IsType<RejectedRecordsException>(Assert.Single(unit.Faults()).Error);
        Assert.Equal(105, Assert.Single(error.RejectedRecords).RecordIndex);
        Assert.Contains("record 105: Too old.", error.Message, StringComparison.Ordinal);
    }

    private UnitOfWork[] Unit(int count) =>
        [
            Some.Unit(options: UnitOptions)
                .With(
                    Slots.WriteRequest,
                    new()
                    {
                        DatabaseName = "db",
                        TableName = "t",
                        Records = [.. Enumerable.Range(0, count).Select(i => new TimestreamRecord { Time = $"{i}" })],
                    }
                ),
        ];
}
