using LambdaStream.Connectors;
using LambdaStream.Encryption;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/encryption.md, compiled and run: from one service's table to another's, and back to the clear.</summary>
public class EncryptionExamples
{
    private readonly RecordingEventBridge _bus = new();
    private readonly RecordingDynamoDb _table = new();

    [Fact]
    public async Task Fields_AreEncryptedOnTheWayAndAtRest()
    {
        var options = new StreamOptions
        {
            Kms = new RecordingKms(),
            EventBridge = _bus,
            DynamoDb = _table,
            BusName = "bus",
            EntityTableName = "things",
            Region = "us-west-2",
            MasterKeyAlias = "alias/things",
        };
        var cancellationToken = TestContext.Current.CancellationToken;

        var listening = options with { Head = units => units.DecryptEvent() };
        var triggered = options with { Head = units => units.DecryptChangeEvent() };

        var clear = Item.Of(("pk", "t1"), ("sk", "thing"), ("name", "Ann"), ("ssn", "123"), ("size", 4L));
        await new Processor(From.DynamoDb(), triggered, Publishing()).InvokeAsync(
            Records.DynamoDb(Change.Insert(clear)),
            cancellationToken: cancellationToken
        );
        var published = Assert.Single(_bus.Events);
        Assert.StartsWith("U2FsdGVkX1", published["thing"]["name"].GetString(), StringComparison.Ordinal);
        Assert.Equal(4, published["thing"]["size"].GetInt64());

        await new Processor(From.Kinesis(), listening, Storing()).InvokeAsync(
            Records.Kinesis(published.With("tags", Json.ObjectOf(("source", "others")))),
            cancellationToken: cancellationToken
        );
        var values = Assert.Single(_table.Updates).ExpressionAttributeValues!;
        Assert.StartsWith("U2FsdGVkX1", values[":ssn"].GetText(), StringComparison.Ordinal);
        var row = Item.Of(("name", values[":name"]), ("ssn", values[":ssn"]), ("eem", values[":eem"]));

        var encryptor = new FieldEncryptor(options);
        var thing = await encryptor.DecryptAsync(row, cancellationToken);

        Assert.Equal(("Ann", "123"), (thing["name"].GetText(), thing["ssn"].GetText()));
    }

    private static Rule Publishing() =>
        new Cdc
        {
            Id = "thing",
            EventType = ["thing-created", "thing-updated"],
            ToEvent = uow => Event.Of(("thing", uow.Event.NewImage!.ToJson()), ("raw", default)),
            Encryption = new() { Fields = ["name", "ssn"] },
        };

    private static Rule Storing() =>
        new Materialize
        {
            Id = "thing",
            EventType = ["thing-created", "thing-updated"],
            Encryption = new() { Fields = ["name", "ssn"] },
            ToUpdateRequestAsync = async (uow, token) =>
                UpdateRequest
                    .For(pk: uow.Event.PartitionKey, sk: "thing")
                    .Set(await uow.EncryptDataAsync(uow.Event["thing"], token)) // sets eem too
                    .Set("timestamp", uow.Event.Timestamp)
                    .IfNewer(),
        };
}
