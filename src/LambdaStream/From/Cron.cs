using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>A schedule of EventBridge: the payload is the record and the event, for the pipelines that have no event type.</summary>
    public static Source Cron() => new PayloadSource("Cron", new Mark("detail-type", "Scheduled Event"));

    /// <summary>The action of a CloudWatch alarm: the payload is the record and the event, for the pipelines that have no event type.</summary>
    public static Source Alarm() => new PayloadSource("Alarm", new Mark("alarmData"));

    private sealed class PayloadSource(string name, Mark mark) : EnvelopeSource
    {
        internal override string Name => name;

        internal override IReadOnlyList<Mark> Marks => [mark];

        private protected override void ReadRecord(Json record, Intake intake) =>
            intake.Event(new(record, record["id"], default), record);
    }
}
