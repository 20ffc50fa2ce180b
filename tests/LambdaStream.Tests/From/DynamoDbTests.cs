using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class DynamoDbTests
{
    private static readonly Item Thing = Item.Of(("pk", "1"), ("sk", "thing"), ("name", "n1"));

    private static readonly Item Renamed = Thing.With("name", "n2");

    // Node: parse INSERT record
    [Fact]
    public async Task DynamoDb_AnInsert_IsACreation()
    {
        var @event = await EventAsync(Change.Insert(Thing));

        Assert.Equal(
            """{"id":"0","type":"thing-created","partitionKey":"1","timestamp":1545084650000,"tags":{"region":"us-west-2"},"raw":{"new":{"pk":"1","sk":"thing","name":"n1"}}}""",
            Sorted(@event)
        );
        Assert.Equal(Thing, @event.NewImage);
        Assert.Null(@event.OldImage);
    }

    // Node: parse MODIFY record
    [Fact]
    public async Task DynamoDb_AModification_IsAnUpdate()
    {
        var @event = await EventAsync(Change.Modify(Thing, Renamed));

        Assert.Equal("thing-updated", @event.Type);
        Assert.Equal((Renamed, Thing), (@event.NewImage, @event.OldImage));
        Assert.Equal(
            """{"new":{"pk":"1","sk":"thing","name":"n2"},"old":{"pk":"1","sk":"thing","name":"n1"}}""",
            @event["raw"].ToString()
        );
    }

    // Node: parse REMOVE record with no discriminator field
    [Fact]
    public async Task DynamoDb_ARemoval_IsADeletion()
    {
        var @event = await EventAsync(Change.Remove(Thing.With("timestamp", 1L)));

        Assert.Equal("thing-deleted", @event.Type);
        Assert.Null(@event.NewImage);
        Assert.Equal("1", @event.OldImage!["pk"].GetText());
        // Only the item as it is now says when it was changed.
        Assert.Equal(1_545_084_650_000, @event.Timestamp);
    }

    // Node: parse soft delete record; parse soft undelete record
    [Theory]
    [InlineData(false, true, "thing-deleted")]
    [InlineData(true, false, "thing-undeleted")]
    [InlineData(true, true, "thing-deleted")]
    [InlineData(false, false, "thing-updated")]
    public async Task DynamoDb_ASoftDeletion_IsToldByTheAttributeDeleted(bool before, bool after, string type)
    {
        var @event = await EventAsync(Change.Modify(Thing.With("deleted", before), Thing.With("deleted", after)));

        Assert.Equal(type, @event.Type);
    }

    [Fact]
    public async Task DynamoDb_TheAttributeDeletedTakenAway_IsAnUndeletion() =>
        Assert.Equal("thing-undeleted", (await EventAsync(Change.Modify(Thing.With("deleted", true), Thing))).Type);

    [Fact]
    public async Task DynamoDb_AnInsertThatIsDeleted_IsADeletion() =>
        Assert.Equal("thing-deleted", (await EventAsync(Change.Insert(Thing.With("deleted", true)))).Type);

    // Node: parse REMOVE record for expired soft delete
    [Fact]
    public async Task DynamoDb_TheExpiryOfASoftDeletedItem_IsADeletion() =>
        Assert.Equal("thing-deleted", (await EventAsync(Change.Remove(Thing.With("deleted", true)))).Type);

    [Fact]
    public async Task DynamoDb_TheAttributeDeletedThatIsNoBoolean_DoesNotCount() =>
        Assert.Equal("thing-updated", (await EventAsync(Change.Modify(Thing, Thing.With("deleted", "true")))).Type);

    [Fact]
    public async Task DynamoDb_TheTypeIsNamedByTheDiscriminatorElseByTheRangeKey()
    {
        Assert.Equal("special-created", (await EventAsync(Change.Insert(Thing.With("discriminator", "SPECIAL")))).Type);
        Assert.Equal("thing-created", (await EventAsync(Change.Insert(Thing.With("sk", "THING")))).Type);
        // A deletion is named by the item before.
        Assert.Equal("special-deleted", (await EventAsync(Change.Remove(Thing.With("discriminator", "Special")))).Type);
        Assert.Equal("thing-deleted", (await EventAsync(Change.Remove(Thing))).Type);
    }

    [Fact]
    public async Task DynamoDb_NamesOfKeysAndDiscriminator_CanBeTold()
    {
        var item = Item.Of(("id", "1"), ("kind", "A"), ("what", "B"));
        var change = Change.Insert(item) with { Keys = Item.Of(("id", "1"), ("kind", "A")) };

        var byRange = await EventAsync(change, new() { HashKey = "id", RangeKey = "kind" });
        var byDiscriminator = await EventAsync(
            change,
            new()
            {
                HashKey = "id",
                RangeKey = "kind",
                Discriminator = "what",
            }
        );
        var byPrefix = await EventAsync(change, new() { HashKey = "id", EventTypePrefix = "My" });

        Assert.Equal(("1", "a-created"), (byRange.PartitionKey, byRange.Type));
        Assert.Equal("b-created", byDiscriminator.Type);
        Assert.Equal("My-created", byPrefix.Type);
    }

    // Node: prefer image timestamp if present
    [Fact]
    public async Task DynamoDb_TheTimestampOfTheItem_IsPreferred() =>
        Assert.Equal(42, (await EventAsync(Change.Insert(Thing.With("timestamp", 42L)))).Timestamp);

    [Theory]
    [InlineData("0")]
    [InlineData("1E+120")]
    public async Task DynamoDb_ATimestampThatIsNone_DoesNotCount(string digits) =>
        Assert.Equal(
            1_545_084_650_000,
            (await EventAsync(Change.Insert(Thing.With("timestamp", AttributeValue.Number(digits))))).Timestamp
        );

    // Node: prefer approximate timestamp if flag set
    [Fact]
    public async Task DynamoDb_TheStreamsTime_IsPreferredIfToldSo() =>
        Assert.Equal(
            1_545_084_650_000,
            (
                await EventAsync(
                    Change.Insert(Thing.With("timestamp", 42L)),
                    new() { PreferApproximateTimestamp = true }
                )
            ).Timestamp
        );

    [Fact]
    public async Task DynamoDb_TheStreamsTime_MayHaveFractions() =>
        Assert.Equal(
            1_545_084_650_987,
            (await EventAsync(Change.Insert(Thing) with { Time = 1_545_084_650.987m })).Timestamp
        );

    // Node: keep replica records if ignoreReplicas is false
    [Theory]
    [InlineData("awsregion", "us-west-2", true)]
    [InlineData("awsregion", "us-east-1", false)]
    [InlineData("aws:rep:updateregion", "us-west-2", true)]
    [InlineData("aws:rep:updateregion", "us-east-1", false)]
    public async Task DynamoDb_WhatAnotherRegionWrote_IsDropped(string attribute, string region, bool isKept)
    {
        var item = Thing.With(attribute, region);

        Assert.Equal(isKept, await IsKeptAsync(Change.Insert(item)));
        Assert.Equal(isKept, await IsKeptAsync(Change.Modify(item, item)));
        Assert.Equal(isKept, await IsKeptAsync(Change.Remove(item)));
        Assert.True(await IsKeptAsync(Change.Insert(item), new() { IgnoreReplicas = false }));
    }

    [Fact]
    public async Task DynamoDb_TheServicesOwnRegionAttribute_CountsBeforeTheOneOfVersion1() =>
        Assert.True(
            await IsKeptAsync(
                Change.Insert(Thing.With("awsregion", "us-west-2").With("aws:rep:updateregion", "us-east-1"))
            )
        );

    [Fact]
    public async Task DynamoDb_WithoutAnOwnRegion_ReplicasAreDropped()
    {
        var run = await From.DynamoDb()
            .ReadAsync(
                Records.DynamoDb(Change.Insert(Thing.With("awsregion", "us-west-2")), Change.Insert(Thing)),
                options => options with { Region = null }
            );

        Assert.Equal(["1"], run.Units.Ids());
    }

    [Theory]
    [InlineData("awsregion")]
    [InlineData("aws:rep:updateregion")]
    public async Task DynamoDb_TheExtraChangeOfAGlobalTable_IsDroppedEvenWithReplicas(string attribute)
    {
        var change = Change.Modify(Thing, Thing.With(attribute, "us-west-2"));

        Assert.False(await IsKeptAsync(change));
        Assert.False(await IsKeptAsync(change, new() { IgnoreReplicas = false }));
    }

    [Fact]
    public async Task DynamoDb_AChangeFromVersion1ToTheServicesOwnAttribute_IsNoExtraChange() =>
        Assert.True(
            await IsKeptAsync(
                Change.Modify(
                    Thing.With("aws:rep:updateregion", "us-west-2"),
                    Thing.With("aws:rep:updateregion", "us-west-2").With("awsregion", "us-west-2")
                )
            )
        );

    // Node: ignore expired ttl
    [Fact]
    public async Task DynamoDb_Expiries_AreDroppedOnlyIfToldSo()
    {
        var expiry = Change.Remove(Thing.With("ttl", 1L)) with { IsExpiry = true };
        var ignore = new DynamoDbSourceOptions { IgnoreTtlExpiredEvents = true };

        Assert.True(await IsKeptAsync(expiry));
        Assert.False(await IsKeptAsync(expiry, ignore));
        Assert.True(await IsKeptAsync(Change.Insert(Thing.With("ttl", 1L)), ignore));
        Assert.True(await IsKeptAsync(Change.Modify(Thing, Thing.With("ttl", 1L)), ignore));
    }

    // Node: ignore replicated ttl
    // In the region of a replica the deletion comes without the identity of the service.
    [Theory]
    [InlineData(1_545_084_649, false)]
    [InlineData(1_545_084_650, false)]
    [InlineData(1_545_084_651, true)]
    public async Task DynamoDb_ReplicatedExpiries_AreToldByTheTtl(long ttl, bool isKept) =>
        Assert.Equal(
            isKept,
            await IsKeptAsync(Change.Remove(Thing.With("ttl", ttl)), new() { IgnoreTtlExpiredEvents = true })
        );

    // Node: passes through record with no ttl if ignore ttl events is true
    [Fact]
    public async Task DynamoDb_ADeletionOfAnItemWithoutTtl_IsNoExpiry()
    {
        var ignore = new DynamoDbSourceOptions { IgnoreTtlExpiredEvents = true };

        Assert.True(await IsKeptAsync(Change.Remove(Thing), ignore));
        Assert.True(await IsKeptAsync(Change.Remove(Thing.With("ttl", "text")), ignore));
    }

    [Fact]
    public async Task DynamoDb_ADeletionBySomebody_IsNoExpiry()
    {
        var record = Json.Parse(Records.DynamoDb(Change.Remove(Thing.With("ttl", 1L))))["Records"][0];
        var members = new List<(string, Json)>();
        foreach (var member in record.EnumerateObject())
            members.Add(member);
        members.Add(("userIdentity", Json.Parse("""{"type":"User","principalId":"somebody"}""")));

        var run = await From.DynamoDb(new() { IgnoreTtlExpiredEvents = true })
            .ReadAsync(Records.Of(Json.ObjectOf([.. members])));

        Assert.Single(run.Units);
    }

    [Fact]
    public async Task DynamoDb_NumericAndBinaryKeys_ArePartitionKeysToo()
    {
        var number = Change.Insert(Thing.With("pk", 42L));
        var binary = Change.Insert(Thing.With("pk", AttributeValue.Binary([1, 2, 3])));

        Assert.Equal("42", (await EventAsync(number)).PartitionKey);
        Assert.Equal("AQID", (await EventAsync(binary)).PartitionKey);
    }

    // The Node library fails the whole batch.
    [Fact]
    public async Task DynamoDb_AStreamOfKeysOnly_GivesEventsWithoutImages()
    {
        var @event = await EventAsync(
            "dynamodb",
            """{"ApproximateCreationDateTime":1,"Keys":{"pk":{"S":"1"},"sk":{"S":"thing"}},"SequenceNumber":"7"}"""
        );

        Assert.Equal(("thing-updated", "1", 1_000L), (@event.Type, @event.PartitionKey, @event.Timestamp));
        Assert.True(@event.IsChange);
        Assert.Equal("{}", @event["raw"].ToString());
    }

    [Theory]
    [InlineData("""{"eventID":"1","eventName":"INSERT"}""", "The DynamoDB record has no object in dynamodb.")]
    [InlineData(
        """{"eventID":"1","eventName":"MOVE","dynamodb":{"Keys":{"pk":{"S":"1"},"sk":{"S":"s"}}}}""",
        "The eventName 'MOVE' is none of INSERT, MODIFY and REMOVE."
    )]
    [InlineData(
        """{"eventID":"1","dynamodb":{"Keys":{"pk":{"S":"1"},"sk":{"S":"s"}}}}""",
        "The DynamoDB record has no eventName."
    )]
    [InlineData(
        """{"eventID":"1","eventName":"INSERT","dynamodb":{"Keys":{"sk":{"S":"s"}}}}""",
        "The changed item has no key 'pk'."
    )]
    [InlineData(
        """{"eventID":"1","eventName":"INSERT","dynamodb":{"Keys":{"pk":{"S":"1"}}}}""",
        "The changed item has neither 'discriminator' nor 'sk', so its event has no type. Set DynamoDbSourceOptions.EventTypePrefix."
    )]
    [InlineData(
        """{"eventID":"1","eventName":"INSERT","dynamodb":{"Keys":{"pk":{"X":"1"}}}}""",
        "DynamoDB has no type 'X'."
    )]
    [InlineData(
        """{"eventID":"1","eventName":"INSERT","dynamodb":{"Keys":{"pk":"1"}}}""",
        "\"1\" is no DynamoDB value: expected an object such as {\"S\":\"text\"}."
    )]
    public async Task DynamoDb_ARecordThatCannotBeRead_IsAFaultThatKeepsIt(string record, string message)
    {
        var good = Json.Parse(Records.DynamoDb(Change.Insert(Thing)))["Records"][0];

        var run = await From.DynamoDb().ReadAsync(Records.Of(Json.Parse(record), good));

        Assert.Single(run.Units);
        var fault = Assert.Single(run.Faults);
        Assert.Equal(message, fault["err"]["message"].GetString());
        Assert.Equal(record, fault["uow"]["record"].ToString());
    }

    [Fact]
    public async Task DynamoDb_NumbersBeyond2To53_KeepTheirDigits()
    {
        var @event = await EventAsync(Change.Insert(Thing.With("n", AttributeValue.Number("12345678901234567890.5"))));

        Assert.Equal("12345678901234567890.5", @event["raw"]["new"]["n"].ToString());
        Assert.Equal("12345678901234567890.5", @event.NewImage!["n"].GetNumber());
    }

    [Fact]
    public async Task DynamoDb_TextThatStartsWithCompressed_IsLeftAlone()
    {
        const string text = "COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA";

        var @event = await EventAsync(Change.Insert(Thing.With("text", text)));

        Assert.Equal(text, @event.NewImage!["text"].GetText());
        Assert.Equal(text, @event["raw"]["new"]["text"].GetString());
    }

    [Fact]
    public async Task DynamoDb_Records_AreIdentifiedByTheirSequenceNumber()
    {
        var run = await From.DynamoDb().ReadAsync(Records.DynamoDb(Change.Insert(Thing), Change.Remove(Thing)));

        Assert.Equal(["0", "1"], run.Units.Select(uow => uow.Record!.Identifier));
    }

    private static async Task<Event> EventAsync(Change change, DynamoDbSourceOptions? options = null)
    {
        var run = await From.DynamoDb(options).ReadAsync(Records.DynamoDb(change));
        Assert.Empty(run.Faults);
        return Assert.Single(run.Units).Event;
    }

    private static async Task<Event> EventAsync(string name, string change)
    {
        var record = Json.ObjectOf(("eventID", "0"), ("eventName", "MODIFY"), (name, Json.Parse(change)));
        var run = await From.DynamoDb().ReadAsync(Records.Of(record));
        return Assert.Single(run.Units).Event;
    }

    private static async Task<bool> IsKeptAsync(Change change, DynamoDbSourceOptions? options = null)
    {
        var run = await From.DynamoDb(options).ReadAsync(Records.DynamoDb(change));
        Assert.Empty(run.Faults);
        Assert.Equal(1 - run.Units.Count, run.Result.UnwantedCount);
        return run.Units.Count == 1;
    }

    // The images stand before the other members; their place says nothing.
    private static string Sorted(Event @event)
    {
        var members = new List<(string, Json)>();
        var raw = @event["raw"];
        foreach (var (name, value) in @event.ToJson().EnumerateObject())
        {
            if (name is not "raw")
                members.Add((name, value));
        }
        return Json.ObjectOf([.. members, ("raw", raw)]).ToString();
    }
}
