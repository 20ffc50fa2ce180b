using System.Text.Json.Serialization;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Local.Tests.EventSources;

/// <summary>A function with tumbling windows, driven as Lambda drives it.</summary>
public partial class WindowTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly LocalWorld _world;
    private readonly List<string> _closed = [];
    private readonly HashSet<string> _failing = [];

    public WindowTests() => _world = new(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AWindow_GoesOverInvocationsAndIsClosedWhenItsTimeIsOver()
    {
        Connect(batchSize: 2);
        Put("a", "b", "c");
        await _world.DrainAsync(cancellationToken: Token);
        Assert.Empty(_closed);
        _time.Advance(TimeSpan.FromSeconds(60));

        await _world.DrainAsync(cancellationToken: Token);
        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["07:05:00 a,b,c"], _closed);
    }

    [Fact]
    public async Task ARecordOfALaterWindow_ClosesTheOneBefore()
    {
        Connect();
        Put("a");
        _time.Advance(TimeSpan.FromSeconds(60));
        Put("b", "c");
        _time.Advance(TimeSpan.FromSeconds(60));
        Put("d");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["07:05:00 a", "07:06:00 b,c"], _closed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFailure_LosesNothingAndCountsNothingTwice(bool reports)
    {
        Connect(reports: reports);
        _failing.Add("c");
        Put("a", "b", "c", "d");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _world.DrainAsync(10, Token));
        _failing.Clear();
        _time.Advance(TimeSpan.FromSeconds(60));

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["07:05:00 a,b,c,d"], _closed);
    }

    [Fact]
    public async Task AFunctionWithoutAState_FailsAsWithLambda()
    {
        var stream = _world.Stream("hub");
        var mapping = _world.Connect(
            stream,
            new CollectingFunction(_ => """{"batchItemFailures":[]}""").InvokeAsync,
            new() { TumblingWindowInSeconds = 60, MaximumRetryAttempts = 0 }
        );
        Put("a");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Contains("no state", Assert.Single(mapping.OnFailure).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(901)]
    public void AWindow_LastsAsLongAsLambdaLetsIt(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            _world.Connect(
                _world.Stream("hub"),
                new CollectingFunction().InvokeAsync,
                new() { TumblingWindowInSeconds = seconds }
            )
        );

    private void Connect(int batchSize = 100, bool reports = false)
    {
        var source = From.Window(
            From.Kinesis(),
            new WindowOptions<Seen>
            {
                StateType = SeenJson.Default.Seen,
                Start = () => new([]),
                Aggregate = (seen, uow) =>
                    _failing.Contains(uow.Event.Id!)
                        ? throw new FormatException(uow.Event.Id)
                        : new([.. seen.Ids, uow.Event.Id!]),
                Close = (seen, window) =>
                {
                    _closed.Add($"{window.Start:HH:mm:ss} {string.Join(',', seen.Ids)}");
                    return null;
                },
            }
        );
        _world.Bus("bus");
        var options = new StreamOptions { BusName = "bus", ReportBatchItemFailures = reports }.UseLocal(_world);
        var processor = new Processor(source, options);
        _world.Connect(
            _world.Stream("hub"),
            async (payload, token) => (await processor.InvokeAsync(payload, cancellationToken: token)).Response,
            new()
            {
                TumblingWindowInSeconds = 60,
                BatchSize = batchSize,
                ReportBatchItemFailures = reports,
            }
        );
    }

    private void Put(params string[] ids)
    {
        foreach (var id in ids)
            _world.Stream("hub").Put("key", Event.Of("thing-created", ("id", id)).ToJson().ToUtf8());
    }
}

internal sealed record Seen(IReadOnlyList<string> Ids);

[JsonSerializable(typeof(Seen))]
internal sealed partial class SeenJson : JsonSerializerContext;
