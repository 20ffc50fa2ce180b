// The listener as the program that Lambda starts: its table and its bus are AWS, whose endpoint the environment names.
// peers/node/bootstrap.mjs is the Node library's.
using LambdaStream;
using LambdaStream.Aws;

const long ttlSeconds = 33 * 86_400;
var options = StreamOptions.FromEnvironment().UseAws();

return await LambdaFunction.RunAsync(
    From.Kinesis(),
    options,
    [
        new Materialize
        {
            Id = "m0",
            EventType = EventTypes.Where(type => type.StartsWith("thing-", StringComparison.Ordinal)),
            ToUpdateRequest = uow =>
                UpdateRequest
                    .For(pk: uow.Event["thing"]["id"], sk: "thing")
                    .Set(uow.Event["thing"])
                    .Set("discriminator", "thing")
                    .Set("timestamp", uow.Event.Timestamp)
                    .Set("lastModifiedBy", uow.Event.Tag("source"))
                    .Remove("deleted")
                    .Set("latched", true)
                    .Set("ttl", uow.Event.Timestamp / 1_000 + ttlSeconds)
                    .Set("awsregion", options.Region)
                    .IfNewer(),
        },
    ]
);
