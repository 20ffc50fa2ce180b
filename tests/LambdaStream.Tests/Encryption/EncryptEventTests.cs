using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class EncryptEventTests : VerbContract
{
    private static readonly EncryptOptions Names = new() { Encryption = new() { Fields = ["name"] } };

    private readonly RecordingKms _kms = SomeKey.Kms();

    private protected override IReadOnlyList<Verb> Forms => [source => source.EncryptEvent(Names)];

    private protected override int MostReadsPerUnit => 2;

    private protected override StreamOptions UnitOptions => SomeKey.Options(_kms);

    // Node: encrypt an event - trigger function; encrypt and decrypt
    [Fact]
    public async Task EncryptEvent_ThenDecryptEvent_IsTheSameEvent()
    {
        var unit = Unit();

        var encrypted = Assert.Single(await new[] { unit }.Stream().EncryptEvent(Names).ToListAsync());
        var decrypted = Assert.Single(await new[] { encrypted }.Stream().DecryptEvent().ToListAsync());

        Assert.StartsWith("U2FsdGVkX1", encrypted.Event["thing"]["name"].GetString(), StringComparison.Ordinal);
        Assert.Equal("Ann Example", decrypted.Event["thing"]["name"].GetString());
        Assert.Equal(unit.Event.ToString(), decrypted.Event.ToString());
        Assert.Same(encrypted.Event, decrypted.Get(Slots.UndecryptedEvent));
    }

    // Node: encrypt an event - trigger function w/ eem function
    [Fact]
    public async Task EncryptEvent_Function_GetsUnitAndEvent()
    {
        var options = new EncryptOptions
        {
            ToEncryption = (uow, source) =>
                source["type"].IsString("thing-created") && uow.Event.Id == "1" ? Names.Encryption : null,
        };
        var units = Some.Units(UnitOptions, Event("1"), Event("2"), Event("1", "thing-updated"));

        var encrypted = await units.Stream().EncryptEvent(options).ToListAsync();

        Assert.Equal([true, false, false], encrypted.Select(uow => uow.Event["eem"].IsDefined));
    }

    // Node: cover defaults
    [Fact]
    public async Task EncryptEvent_WithoutFields_PassesTheUnitThrough()
    {
        var unit = Unit();

        Assert.Same(unit, Assert.Single(await new[] { unit }.Stream().EncryptEvent().ToListAsync()));
        Assert.Empty(_kms.Requests);
    }

    [Fact]
    public async Task EncryptEvent_Slots_AreReadAndWritten()
    {
        var encrypted = new Slot<Event>("encrypted");
        var unit = Unit().With(Slots.Emit, Event("2"));

        var units = await new[] { unit, Unit() }
            .Stream()
            .EncryptEvent(Names with { Event = Slots.Emit, Target = encrypted })
            .ToListAsync();

        Assert.Equal("2", units[0].Get(encrypted)!.Id);
        Assert.Equal(["name"], EncryptionMetadata.FieldsOf(units[0].Get(encrypted)!["eem"]));
        Assert.False(units[0].Event["eem"].IsDefined);
        Assert.False(units[1].Has(encrypted));
    }

    [Fact]
    public async Task EncryptEvent_KmsRefuses_IsAFaultThatDoesNotShowTheValues()
    {
        _kms.OnGenerateDataKey = (_, _) => throw new ServiceException("AccessDeniedException", "not for Ann Example");
        var driver = new FunctionDriver(
            From.DynamoDb(),
            new Cdc
            {
                Id = "c",
                EventType = "thing-created",
                Encryption = Names.Encryption,
                ToEvent = uow => LambdaStream.Event.Of(("thing", uow.Event.NewImage!.ToJson())).Without("raw"),
            }
        );
        driver.Options = driver.Options with { Kms = _kms, MasterKeyAlias = SomeKey.Alias };

        var run = await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Item.Of(("pk", "1"), ("sk", "thing"), ("name", "Ann Example"))))
        );

        var fault = Assert.Single(run.Faults);
        Assert.Single(driver.EventBridge.Events);
        Assert.Equal("AccessDeniedException", fault["err"]["name"].GetString());
        Assert.Equal("[REDACTED]", fault["uow"]["event"]["thing"]["name"].GetString());
        // Only the record, without which it could not be resubmitted, has what came in the clear.
        Assert.DoesNotContain(
            "Ann",
            Json.ObjectOf(("uow", fault["uow"]["event"]), ("err", fault["err"])).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Cdc_Encryption_EncryptsWhatItPublishes_CompressedAfterwards()
    {
        var driver = new FunctionDriver(
            From.DynamoDb(),
            new Cdc
            {
                Id = "c",
                EventType = "thing-created",
                Encryption = new() { Fields = ["note"], Format = EncryptionFormat.Base64 },
            }
        );
        driver.Options = driver.Options with
        {
            Kms = _kms,
            MasterKeyAlias = SomeKey.Alias,
            CompressionThreshold = 1_000,
        };

        await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Item.Of(("pk", "1"), ("sk", "thing"), ("note", new string('n', 3_000)))))
        );

        var entry = Assert.Single(driver.EventBridge.Requests).Entries[0];
        Assert.True(entry.Detail.Raw.Length < 1_000, "It is not compressed.");
        var note = entry.Detail.Compressed["raw"]["new"]["note"].GetString()!;
        Assert.StartsWith("Im5ubm5u", note, StringComparison.Ordinal);
    }

    private UnitOfWork Unit() => Some.Unit(Event("1"), UnitOptions);

    private static Event Event(string id, string type = "thing-created") =>
        Some.Event(id, type).With("thing", Json.ObjectOf(("id", id), ("name", "Ann Example")));
}
