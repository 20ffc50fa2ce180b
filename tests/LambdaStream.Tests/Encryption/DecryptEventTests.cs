using System.Security.Cryptography;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class DecryptEventTests : VerbContract
{
    private readonly RecordingKms _kms = SomeKey.Kms();

    private protected override IReadOnlyList<Verb> Forms => [source => source.DecryptEvent()];

    private protected override int MostReadsPerUnit => 2;

    private protected override StreamOptions UnitOptions => SomeKey.Options(_kms);

    // Node: decrypt an event - listener function
    [Fact]
    public async Task DecryptEvent_DecryptsItAndTakesTheMetadataOff()
    {
        var unit = Some.Unit(Encrypted("1"), UnitOptions);

        var decrypted = Assert.Single(await new[] { unit }.Stream().DecryptEvent().ToListAsync());

        Assert.Equal("""{"id":"1","name":"Ann Example","none":null}""", decrypted.Event["thing"].ToString());
        Assert.False(decrypted.Event["eem"].IsDefined);
        Assert.Equal(("1", "thing-created"), (decrypted.Event.Id, decrypted.Event.Type));
        Assert.Same(unit.Event, decrypted.Get(Slots.UndecryptedEvent));
    }

    // Node: not decrypt; cover skip - prefilter
    [Fact]
    public async Task DecryptEvent_WhatIsNotWantedOrNotEncrypted_PassesAsItIs()
    {
        var units = Some.Units(UnitOptions, Some.Event("1"), Encrypted("2"));

        var passed = await units.Stream().DecryptEvent(new() { When = uow => uow.Event.Id is not "2" }).ToListAsync();

        Assert.Same(units[0], passed[0]);
        Assert.Same(units[1], passed[1]);
        Assert.Empty(_kms.Requests);
    }

    [Fact]
    public async Task DecryptEvent_ManyEventsOfOneKey_AskOnce()
    {
        var arrival = new TaskCompletionSource<DecryptResponse>();
        _kms.OnDecrypt = (_, _) => new(arrival.Task);
        var units = Some.Units(UnitOptions, [.. Enumerable.Range(0, 20).Select(i => Encrypted($"{i}"))]);

        var decrypting = units.Stream().DecryptEvent().ToListAsync();
        arrival.SetResult(new() { Plaintext = SomeKey.Bytes });

        Assert.Equal(units.Ids(), (await decrypting).Ids());
        Assert.Single(_kms.Requests);
    }

    [Fact]
    public async Task DecryptEvent_ValueThatCannotBeDecrypted_IsAFaultOfThatUnit()
    {
        var broken = Encrypted("1").With("thing", Json.ObjectOf(("name", "clear")));
        var units = Some.Units(UnitOptions, broken, Encrypted("2"));

        var decrypted = await units.Stream().DecryptEvent().ToListAsync();

        Assert.Equal(["2"], decrypted.Ids());
        Assert.IsType<CryptographicException>(Assert.Single(units.Faults()).Error);
    }

    [Fact]
    public async Task DecryptEvent_CompressedParts_AreDecryptedInside()
    {
        var thing = Json.ObjectOf(("name", SomeKey.Encrypted("name", "Ann Example")), ("text", new string('x', 2_000)));
        var compressed = Compression.JsonCompression.Compress(
            Some.Event().With(("thing", thing), ("eem", SomeKey.Metadata("name"))).ToJson(),
            1_000,
            []
        );
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units));
        driver.Options = driver.Options with { Kms = _kms, Head = units => units.DecryptEvent() };

        var run = await driver.InvokeAsync(Records.Kinesis(Event.Parse(compressed.Raw.ToArray())));

        Assert.Contains("COMPRESSED", compressed.ToString(), StringComparison.Ordinal);
        Assert.Equal("Ann Example", Assert.Single(run.Units).Event["thing"]["name"].GetString());
    }

    [Fact]
    public async Task DecryptEvent_ProcessorKeepsTheKeyFromCallToCall()
    {
        var driver = new FunctionDriver(From.Kinesis());
        var processor = new Processor(
            From.Kinesis(),
            driver.Options with
            {
                Kms = _kms,
                Head = units => units.DecryptEvent(),
            },
            new Pipeline("p", units => units)
        );

        for (var i = 0; i < 3; i++)
            await processor.InvokeAsync(Records.Kinesis(Encrypted($"{i}")));

        Assert.Single(_kms.Requests);
    }

    internal static Event Encrypted(string id) =>
        Some.Event(id)
            .With(
                (
                    "thing",
                    Json.ObjectOf(("id", id), ("name", SomeKey.Encrypted("name", "Ann Example")), ("none", Json.Null))
                ),
                ("eem", SomeKey.Metadata("name", "none"))
            );
}
