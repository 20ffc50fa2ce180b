// A function in an embedded world, as the program that Lambda starts. When it is ended it prints what it has written.

using LambdaStream;
using LambdaStream.AotApp;
using LambdaStream.Local;

var world = new LocalWorld(TimeProvider.System);
var view = world.Table("view", "pk", "sk");
var bus = world.Bus("bus");
Sending.Create(world);
Control.Create(world);
var options = StreamOptions
    .FromEnvironment(new Dictionary<string, string> { ["ENTITY_TABLE_NAME"] = "view", ["BUS_NAME"] = "bus" })
    .UseLocal(world) with
{
    ReportBatchItemFailures = true,
    // The slow invocations of the tests are not meant to take long.
    DrainReserve = TimeSpan.FromMilliseconds(100),
    FlushReserve = TimeSpan.FromMilliseconds(100),
};

// Not by default, since eng/aot measures how fast it starts.
if (Environment.GetEnvironmentVariable("CALL_EVERY_SERVICE") is not null)
{
    await Observing.OnceAsync(options);
    await Tables.OnceAsync(options);
    await Sending.OnceAsync(options);
    await Control.OnceAsync(options);
    await options.Fetch!.FetchAsync(new() { Url = "https://things/1" }, default);
    Console.WriteLine($"requests {await OnAws.CallAsync(options)}");
}
var isBroken = Environment.GetEnvironmentVariable("BREAK_THE_RULES") is not null;

var exitCode = await LambdaFunction.RunAsync(
    () => new Processor(From.Kinesis(), options, isBroken ? [new Materialize { Id = "thing" }] : Pipelines.Create()),
    new() { RegisterShutdownExtension = true }
);

foreach (var item in view.Items)
    Console.WriteLine($"row {item.ToJson()}");
foreach (var envelope in bus.Events)
    Console.WriteLine($"event {envelope["detail-type"].GetString()}");
return exitCode;
