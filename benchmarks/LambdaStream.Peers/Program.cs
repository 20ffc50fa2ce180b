using System.Globalization;
using LambdaStream.Peers;

// payload RECORDS FILE               writes the payload that all sides read
// version                            says on which .NET it runs
// serve SIDE SCENARIO FILE           answers the driver's commands (peers/side.mjs); SIDE is ours, floor or decode
switch (args)
{
    case ["payload", var records, var file]:
        await File.WriteAllBytesAsync(file, KinesisPayload.Create(int.Parse(records, CultureInfo.InvariantCulture)));
        return 0;
    case ["serve", var side, var scenario, var file]:
        await Server.RunAsync(Side.Create(side, Scenario.Parse(scenario)), await File.ReadAllBytesAsync(file));
        return 0;
    case ["version"]:
        Console.WriteLine(Environment.Version);
        return 0;
    default:
        await Console.Error.WriteLineAsync("payload RECORDS FILE | serve ours|floor|decode SCENARIO FILE");
        return 1;
}
