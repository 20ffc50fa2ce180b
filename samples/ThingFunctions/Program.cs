using LambdaStream;
using ThingService;

return await LambdaFunction.RunAsync(async () =>
{
    // The event source mappings in template.yaml have ReportBatchItemFailures too. Only both together are right.
    var options = StreamOptions.FromEnvironment().UseAws() with
    {
        ReportBatchItemFailures = true,
    };
    await options.ConnectAsync();
    return Environment.GetEnvironmentVariable("FUNCTION") switch
    {
        "listener" => Listener.Create(From.Kinesis(), options),
        "trigger" => Trigger.Create(options),
        var name => throw new InvalidOperationException($"FUNCTION is '{name}'. Set it to listener or trigger."),
    };
});
