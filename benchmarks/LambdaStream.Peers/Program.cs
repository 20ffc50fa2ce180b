using System.Globalization;
using LambdaStream.Peers;

// payload KIND RECORDS FILE          writes what all sides read; KIND is kinesis, kinesis-small, changes, collected or correlated
// version                            says on which .NET it runs
// serve SIDE SCENARIO FILE           answers the driver's commands (peers/side.mjs); SIDE is ours, floor or decode
// waiting EVENTS                     says how long a slow sink makes pipelines wait, beside what is inevitable
switch (args)
{
    case ["payload", var kind, var records, var file]:
        await File.WriteAllBytesAsync(file, Payload(kind, int.Parse(records, CultureInfo.InvariantCulture)));
        return 0;
    case ["waiting", var events]:
        await Waiting.RunAsync(int.Parse(events, CultureInfo.InvariantCulture));
        return 0;
    case ["serve", var side, var scenario, var file]:
        await Server.RunAsync(Side.Create(side, Scenario.Parse(scenario)), await File.ReadAllBytesAsync(file));
        return 0;
    case ["version"]:
        Console.WriteLine(Environment.Version);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "payload KIND RECORDS FILE | serve ours|floor|decode SCENARIO FILE | waiting EVENTS"
        );
        return 1;
}

static byte[] Payload(string kind, int records) =>
    kind switch
    {
        "kinesis" => KinesisPayload.Create(records),
        "kinesis-small" => KinesisPayload.CreateSmall(records),
        "changes" => TablePayload.Changes(records),
        "collected" => TablePayload.Collected(records),
        "correlated" => TablePayload.Correlated(records),
        _ => throw new ArgumentException($"There is no payload {kind}."),
    };
