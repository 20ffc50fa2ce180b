using LambdaStream.Connectors;
using LambdaStream.Testing;
using LambdaStream.Tests.Encryption;
using Xunit;

namespace LambdaStream.Tests.Faults;

/// <summary>What was decrypted does not get out by way of a fault, wherever a pipeline has put it.</summary>
public class RedactionTests
{
    private const string Name = "Ann Example";

    private readonly RecordingKms _kms = SomeKey.Kms();

    [Fact]
    public async Task DecryptedEvent_ShowsAsItCame()
    {
        var fault = await FailAsync(units =>
            units.Tap(uow => throw new InvalidOperationException(NameOf(uow) == Name ? "decrypted" : "not decrypted"))
        );

        Assert.Equal("decrypted", fault["err"]["message"].GetString());

        Assert.Equal("[REDACTED]", fault["uow"]["event"]["thing"]["name"].GetString());
        Assert.True(fault["uow"]["event"]["eem"].IsDefined);
        Assert.Equal("[\"name\",\"none\"]", fault["uow"]["event"]["eem"]["fields"].ToString());
        Assert.False(fault["uow"]["undecryptedEvent"].IsDefined);
    }

    [Fact]
    public async Task DecryptedValue_UnderAnotherName_IsHidden() =>
        Hidden(
            await FailAsync(units =>
                units
                    .Map(uow =>
                        uow.With(
                            Slots.UpdateRequest,
                            UpdateRequest
                                .For(pk: "1", sk: NameOf(uow))
                                .Set("displayName", NameOf(uow))
                                .Set("greeting", $"Dear {NameOf(uow)}!")
                                .Build()
                        )
                    )
                    .Tap(_ => throw new InvalidOperationException("later"))
            )
        );

    [Fact]
    public async Task DecryptedValue_InTheMessageOfAnError_IsHidden()
    {
        var fault = await FailAsync(units => units.Tap(uow => int.Parse(NameOf(uow), null)));

        Hidden(fault);
        Assert.Contains("[REDACTED]", fault["err"]["message"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecryptedValue_InWhatWasToBePublished_IsHidden()
    {
        var refusal = new ServiceException("ValidationException", $"What is {Name}?");
        static UnitOfWork Renamed(UnitOfWork uow) =>
            uow.With(
                Event.Of(
                    "thing-copied",
                    ("id", "2"),
                    ("partitionKey", "1"),
                    ("copy", Json.ObjectOf(("of", NameOf(uow)), ("text", new string('x', 3_000))))
                )
            );
        Hidden(
            await FailAsync(units =>
                units
                    .Map(Renamed)
                    .PublishToKinesis(new() { Kinesis = RecordingKinesis.Failing(refusal), StreamName = "s" })
            )
        );
        Hidden(
            await FailAsync(units =>
                units
                    .Map(Renamed)
                    .PublishToKinesis(
                        new()
                        {
                            Kinesis = RecordingKinesis.Failing(refusal),
                            StreamName = "s",
                            CompressionThreshold = 100,
                        }
                    )
            )
        );
    }

    [Fact]
    public async Task DecryptedItems_AreHiddenInTheAnswerOfTheQuery()
    {
        var row = Item.Of(
            ("pk", "1"),
            ("alias", SomeKey.Encrypted("alias", "Nan Elpmaxe")),
            ("eem", SomeKey.Metadata("alias"))
        );
        var table = new RecordingDynamoDb { OnQuery = (_, _) => new(new QueryResponse { Items = [row] }) };
        var fault = await FailAsync(
            units =>
                units
                    .Map(uow => uow.With(Slots.QueryRequest, new QueryRequest { TableName = "t" }))
                    .QueryAllDynamoDb()
                    .Tap(uow =>
                        throw new InvalidOperationException(uow.Get(Slots.QueryResponse)![0]["alias"].GetText())
                    ),
            options => options with { DynamoDb = table }
        );

        Hidden(fault);
        Assert.Equal("[REDACTED]", fault["uow"]["queryResponse"][0]["alias"].GetString());
        Assert.Equal("[REDACTED]", fault["err"]["message"].GetString());
    }

    [Fact]
    public async Task BatchOfDecryptedEvents_IsHiddenToo() =>
        Hidden(
            await FailAsync(units =>
                units.Batch(10).Tap(batch => throw new InvalidOperationException(NameOf(batch.Batch[0])))
            )
        );

    [Fact]
    public void Placeholder_OfANameThatNeedsEscapes_IsHidden()
    {
        var unit = Some.Unit(Some.Event().With("eem", SomeKey.Metadata("full-name")))
            .With(Slots.UpdateRequest, UpdateRequest.For(pk: "1", sk: "a").Set("full-name", Name).Build());

        Assert.DoesNotContain(Name, unit.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unit_AsText_IsRedacted()
    {
        var shown = "";
        await FailAsync(units =>
            units
                .Map(uow => uow.With(Slots.Key, NameOf(uow)))
                .Tap(uow =>
                {
                    shown = uow.ToString();
                    throw new InvalidOperationException("done");
                })
        );

        Assert.Contains("\"key\":\"[REDACTED]\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void UnitThatWasNotDecrypted_IsShownAsItIs()
    {
        var unit = Some.Unit(Some.Event().With("thing", Json.ObjectOf(("name", Name)))).With(Slots.Key, Name);

        Assert.Contains($"\"key\":\"{Name}\"", unit.ToString(), StringComparison.Ordinal);
    }

    private async Task<Event> FailAsync(
        Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> steps,
        Func<StreamOptions, StreamOptions>? change = null
    )
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", "thing-created", steps));
        var options = driver.Options with { Kms = _kms, Head = units => units.DecryptEvent() };
        driver.Options = change is null ? options : change(options);
        var run = await driver.InvokeAsync(Records.Kinesis(DecryptEventTests.Encrypted("1")));
        return Assert.Single(run.Faults);
    }

    private static void Hidden(Event fault)
    {
        var text = fault.ToString();
        Assert.Contains("[REDACTED]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nan", text, StringComparison.Ordinal);
        // Behind base64 a reader would find it again.
        Assert.All(DataIn(fault["uow"]), data => Assert.StartsWith("[BUFFER: ", data, StringComparison.Ordinal));
    }

    private static List<string> DataIn(Json value)
    {
        var found = new List<string>();
        foreach (var (name, member) in value.EnumerateObject())
        {
            if (name is "record")
                continue;
            if (name is "Data")
                found.Add(member.GetString()!);
            found.AddRange(DataIn(member));
        }
        foreach (var element in value.EnumerateArray())
            found.AddRange(DataIn(element));
        return found;
    }

    private static string NameOf(UnitOfWork uow) => uow.Event["thing"]["name"].GetString()!;
}
