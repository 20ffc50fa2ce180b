using LambdaStream.Connectors;
using LambdaStream.Encryption;

namespace LambdaStream.Local.Tests;

/// <summary>Two services in the embedded world, whose secret never stands anywhere in the clear.</summary>
public class EncryptionTests
{
    private const string Alias = "alias/things";
    private const string Secret = "Ann Example";

    private static readonly FieldEncryption Names = new() { Fields = ["name"] };

    private readonly LocalWorld _world = Some.World();
    private readonly LocalTable _things;
    private readonly LocalTable _views;
    private readonly LocalStream _hub;
    private readonly List<string?> _seen = [];

    public EncryptionTests()
    {
        _world.Key(Alias, "us-west-2");
        _things = _world.Table("things", "pk", "sk");
        _views = _world.Table("views", "pk", "sk");
        _hub = _world.Stream("hub");
        _world.Bus("bus").Rule("hub", """{"source":["custom"]}""").To(_hub, new() { InputPath = "$.detail" });
    }

    public static TheoryData<EncryptionFormat> Formats => [EncryptionFormat.AesCbc, EncryptionFormat.AesGcm];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ASecret_GoesFromTableToBusToListenerToTable_AndIsClearInTheFunctionsAlone(EncryptionFormat format)
    {
        Connect(format);

        await PutAsync();

        Assert.Equal([Secret, Secret], _seen);
        var view = Assert.Single(_views.Items);
        Assert.Equal(AttributeType.Map, view["eem"].Type);
        Assert.DoesNotContain(Secret, view.ToString(), StringComparison.Ordinal);
        Assert.Equal(["thing-created", "view-created"], Published().Select(one => one.Type));
        Assert.All(Published(), one => Assert.DoesNotContain(Secret, one.ToString(), StringComparison.Ordinal));
        Assert.Equal(
            Secret,
            (await new FieldEncryptor(Options()).DecryptAsync(view, TestContext.Current.CancellationToken))["name"]
                .GetText()
        );
    }

    [Fact]
    public async Task AFault_BehindDecryption_DoesNotShowTheSecret()
    {
        Connect(
            EncryptionFormat.AesGcm,
            failing: uow => throw new FormatException($"{uow.Event["thing"]["name"].GetString()} is no number.")
        );

        await PutAsync();

        var fault = Assert.Single(Published(), one => one.Type is "fault");
        Assert.Equal("listener", fault.Tag("pipeline"));
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(_views.Items);
    }

    // Whoever takes the format away, or reads with the Node library, gets no key.
    [Fact]
    public async Task AuthenticatedFormat_TakenOutOfTheMetadata_IsNotDecrypted()
    {
        var encryptor = new FieldEncryptor(Options(EncryptionFormat.AesGcm));
        var token = TestContext.Current.CancellationToken;
        var encrypted = await encryptor.EncryptAsync(Json.ObjectOf(("name", Secret)), Names, token);
        var metadata = encrypted["eem"];
        var downgraded = Json.ObjectOf(
            ("name", encrypted["name"]),
            ("eem", Json.ObjectOf(("dataKeys", metadata["dataKeys"]), ("fields", metadata["fields"])))
        );

        Assert.Equal(Secret, (await encryptor.DecryptAsync(encrypted, token))["name"].GetString());
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await encryptor.DecryptAsync(downgraded, token)
        );
        Assert.Equal("InvalidCiphertextException", error.Code);
    }

    [Fact]
    public async Task AnotherRegion_DecryptsWhatWasEncryptedForIt()
    {
        var here = new FieldEncryptor(Options() with { KmsRegions = [_world.Region, "us-west-2"] });
        var there = new FieldEncryptor(Options() with { Region = "us-west-2" });
        var token = TestContext.Current.CancellationToken;

        var encrypted = await here.EncryptAsync(Json.ObjectOf(("name", Secret)), Names, token);

        Assert.All(
            new[] { _world.Region, "us-west-2" },
            region => Assert.True(encrypted["eem"]["dataKeys"][region].IsDefined)
        );
        Assert.Equal(Secret, (await there.DecryptAsync(encrypted, token))["name"].GetString());
    }

    private void Connect(EncryptionFormat format, Action<UnitOfWork>? failing = null)
    {
        // The thing service: its trigger encrypts what it publishes.
        _world.Connect(
            _things,
            Function(
                From.DynamoDb(),
                Options(format),
                new Cdc
                {
                    Id = "things",
                    EventType = "thing-created",
                    Encryption = Names,
                    ToEvent = uow =>
                        Event
                            .Of(("thing", Json.ObjectOf(("name", uow.Event.NewImage!["name"].GetText()))))
                            .Without("raw"),
                }
            )
        );
        // The view service: its listener decrypts, and encrypts what it stores; its trigger decrypts that.
        _world.Connect(
            _hub,
            Function(
                From.Kinesis(),
                Options(format) with
                {
                    EntityTableName = "views",
                    Head = units => units.DecryptEvent(),
                },
                new Materialize
                {
                    Id = "listener",
                    EventType = "thing-created",
                    Encryption = Names,
                    ToUpdateRequestAsync = async (uow, token) =>
                    {
                        failing?.Invoke(uow);
                        _seen.Add(uow.Event["thing"]["name"].GetString());
                        return UpdateRequest
                            .For(pk: uow.Event.PartitionKey, sk: "view")
                            .Set(await uow.EncryptDataAsync(uow.Event["thing"], token));
                    },
                }
            )
        );
        _world.Connect(
            _views,
            Function(
                From.DynamoDb(),
                Options(format) with
                {
                    Head = units => units.DecryptChangeEvent(),
                },
                new Cdc
                {
                    Id = "views",
                    EventType = "view-created",
                    ToEvent = uow =>
                    {
                        _seen.Add(uow.Event.NewImage!["name"].GetText());
                        return Event.Of(("length", (long)uow.Event.NewImage!["name"].GetText()!.Length)).Without("raw");
                    },
                }
            )
        );
    }

    private StreamOptions Options(EncryptionFormat format = default) =>
        new StreamOptions
        {
            BusName = "bus",
            MasterKeyAlias = Alias,
            EncryptionFormat = format,
        }.UseLocal(_world);

    private static LocalFunction Function(Source source, StreamOptions options, Rule rule)
    {
        // Services have names, or a listener would take the events for its own.
        var processor = new Processor(source, options with { Source = rule.Id }, rule);
        return async (payload, token) => (await processor.InvokeAsync(payload, cancellationToken: token)).Response;
    }

    private async Task PutAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await _world.DynamoDb.PutItemAsync(
            new() { TableName = "things", Item = Item.Of(("pk", "t1"), ("sk", "thing"), ("name", Secret)) },
            token
        );
        await _world.DrainAsync(cancellationToken: token);
    }

    private List<Event> Published() => [.. _hub.Records.Select(CollectingFunction.DataOf).Select(Event.Parse)];
}
