using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SendToFirehoseTests : VerbContract
{
    private readonly RecordingFirehose _firehose = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.SendToFirehose()];

    private protected override StreamOptions UnitOptions => Options;

    private StreamOptions Options => new() { Firehose = _firehose, DeliveryStreamName = "lake" };

    // Node: batch and put
    [Fact]
    public async Task Send_Events_AreLinesOfJson()
    {
        await Some.Units(26, Options).Stream().SendToFirehose().ToListAsync();

        Assert.Equal([25, 1], _firehose.Requests.Select(request => request.Records.Count));
        Assert.Equal("lake", _firehose.Requests[0].DeliveryStreamName);
        Assert.Equal(
            """{"type":"thing-created","id":"0","partitionKey":"0","timestamp":1548967022000,"thing":{"id":"0"}}"""
                + "\n",
            Encoding.UTF8.GetString(_firehose.Requests[0].Records[0].Data.Span)
        );
    }

    [Fact]
    public async Task Send_LargeValues_AreCompressed()
    {
        var large = Some.Event().With("large", new string('x', 20_000));

        await Some.Units(Options, large).Stream().SendToFirehose().ToListAsync();

        var line = Encoding.UTF8.GetString(Assert.Single(Assert.Single(_firehose.Requests).Records).Data.Span);
        Assert.Contains("\"large\":\"COMPRESSED", line, StringComparison.Ordinal);
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AUnitWithoutAnEvent_Passes()
    {
        Assert.Single(await Some.Units(Options, Event.None).Stream().SendToFirehose().ToListAsync());

        Assert.Empty(_firehose.Requests);
    }

    // Node: reject with a fault
    [Fact]
    public async Task Send_AServiceError_IsAFaultOfTheBatch()
    {
        _firehose.OnPutRecordBatch = (_, _) => throw new ServiceException("ResourceNotFoundException", "no");
        var units = Some.Units(2, Options);

        Assert.Empty(await units.Stream().SendToFirehose().ToListAsync());

        Assert.Equal(["0", "1"], Assert.Single(units.Faults()).Unit.Batch.Ids());
    }
}
