using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class EncryptDataTests
{
    private static readonly FieldEncryption Names = new() { Fields = ["name"] };

    private readonly RecordingKms _kms = SomeKey.Kms();

    // Node: encrypt data - listener function
    [Fact]
    public async Task EncryptData_FieldsOfTheRule_AreStoredEncrypted()
    {
        var driver = Driver(Materialize(Names));

        await driver.InvokeAsync(Records.Kinesis(Some.Event().With("thing", Json.ObjectOf(("name", "Ann Example")))));

        var values = Assert.Single(driver.DynamoDb.Updates).ExpressionAttributeValues!;
        Assert.StartsWith("U2FsdGVkX1", values[":name"].GetText(), StringComparison.Ordinal);
        Assert.Equal(SomeKey.Alias, values[":eem"].GetMap()["masterKeyAlias"].GetText());
    }

    // Node: encrypt data - listener function w/ eem as function
    [Fact]
    public async Task EncryptData_Function_SaysWhichFieldsOfWhat()
    {
        var driver = Driver(
            Materialize(null, (uow, data) => uow.Event.Id == "1" && data["name"].IsDefined ? Names : null)
        );

        await driver.InvokeAsync(
            Records.Kinesis([
                .. new[] { "1", "2" }.Select(id =>
                    Some.Event(id).With("thing", Json.ObjectOf(("name", "Ann Example")))
                ),
            ])
        );

        Assert.Equal(
            [true, false],
            driver.DynamoDb.Updates.Select(update => update.ExpressionAttributeValues![":eem"].IsDefined)
        );
    }

    // Node: decrypt data - query function; cover defaults
    [Fact]
    public async Task DecryptData_DecryptsWhatHasMetadata()
    {
        var unit = Some.Unit(options: SomeKey.Options(_kms));
        var data = Json.ObjectOf(("name", SomeKey.Encrypted("name", "Ann Example")), ("eem", SomeKey.Metadata("name")));
        var clear = Item.Of(("name", "Ann Example"));

        Assert.Equal("""{"name":"Ann Example"}""", (await unit.DecryptDataAsync(data)).ToString());
        Assert.Equal(clear, await unit.DecryptDataAsync(Item.From(data)));
        Assert.Same(clear, await unit.DecryptDataAsync(clear));
    }

    [Fact]
    public async Task EncryptData_RuleWithoutFields_IsAnErrorRatherThanClearText()
    {
        var unit = Some.Unit(options: SomeKey.Options(_kms));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await unit.EncryptDataAsync(Json.ObjectOf(("name", "Ann Example")))
        );

        Assert.Contains("Set Encryption on the rule", error.Message, StringComparison.Ordinal);
    }

    private FunctionDriver Driver(Rule rule)
    {
        var driver = new FunctionDriver(From.Kinesis(), rule);
        driver.Options = driver.Options with { Kms = _kms, MasterKeyAlias = SomeKey.Alias };
        return driver;
    }

    private static Materialize Materialize(
        FieldEncryption? encryption,
        Func<UnitOfWork, Json, FieldEncryption?>? toEncryption = null
    ) =>
        new()
        {
            Id = "m",
            EventType = "thing-created",
            Encryption = encryption,
            ToEncryption = toEncryption,
            ToUpdateRequestAsync = async (uow, token) =>
                UpdateRequest
                    .For(pk: uow.Event.Id, sk: "thing")
                    .Set(await uow.EncryptDataAsync(uow.Event["thing"], token)),
        };
}
