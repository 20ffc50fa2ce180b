using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>Steps whose requests and answers have slots of one's own.</summary>
public class OwnSlotsTests
{
    private readonly RecordingDynamoDb _table = new();
    private readonly RecordingS3 _s3 = new();

    private StreamOptions Options =>
        new()
        {
            DynamoDb = _table,
            S3 = _s3,
            EntityTableName = "entities",
            BucketName = "lake",
        };

    [Fact]
    public async Task UpdateDynamoDb_OwnSlots_AreReadAndWritten()
    {
        var (request, fallback, response) = (
            Slots.UpdateRequest.Named("mine"),
            Slots.FallbackUpdateRequest.Named("otherwise"),
            Slots.UpdateResponse.Named("changed")
        );
        _table.OnUpdateItem = (update, _) =>
            update.UpdateExpression is "first"
                ? throw new ServiceException("ConditionalCheckFailedException", "newer")
                : new(new UpdateItemResponse { Attributes = Item.Of(("pk", "1")) });
        var unit = Some.Unit(options: Options)
            .With(Slots.UpdateRequest, Update("not mine"))
            .With(request, Update("first"))
            .With(fallback, Update("second"));

        var changed = Assert.Single(
            await new[] { unit }
                .Stream()
                .UpdateDynamoDb(
                    new()
                    {
                        Request = request,
                        FallbackRequest = fallback,
                        Response = response,
                    }
                )
                .ToListAsync()
        );

        Assert.Equal(["first", "second"], _table.Updates.Select(update => update.UpdateExpression));
        Assert.NotNull(changed.Get(response));
        Assert.Null(changed.Get(Slots.UpdateResponse));
    }

    [Fact]
    public async Task QueryAllAndBatchGet_OwnSlots_AreReadAndWritten()
    {
        var query = Slots.QueryRequest.Named("ask");
        var rows = Slots.QueryResponse.Named("rows");
        var keys = Slots.BatchGetRequest.Named("keys");
        var found = Slots.BatchGetResponse.Named("found");
        var options = new Queries.QueryOptions
        {
            QueryRequest = query,
            QueryResponse = rows,
            BatchGetRequest = keys,
            BatchGetResponse = found,
        };
        var unit = Some.Unit(options: Options)
            .With(query, new QueryRequest { KeyConditionExpression = "k" })
            .With(keys, new BatchGetItemRequest { RequestItems = new Dictionary<string, KeysAndAttributes>() });

        var asked = Assert.Single(
            await new[] { unit }.Stream().QueryAllDynamoDb(options).BatchGetDynamoDb(options).ToListAsync()
        );

        Assert.Single(_table.Queries);
        Assert.NotNull(asked.Get(rows));
        Assert.NotNull(asked.Get(found));
        Assert.False(asked.Has(Slots.QueryResponse) || asked.Has(Slots.BatchGetResponse));
    }

    [Fact]
    public async Task S3_OwnSlots_AreReadAndWritten()
    {
        var (put, get, content) = (
            Slots.S3PutRequest.Named("put"),
            Slots.S3GetRequest.Named("get"),
            Slots.S3GetResponse.Named("content")
        );
        _s3.OnGetObject = (_, _) => new(new GetObjectResponse { Body = "a\nb"u8.ToArray() });
        var unit = Some.Unit(options: Options)
            .With(put, new PutObjectRequest { Key = "p" })
            .With(get, new GetObjectRequest { Key = "g" });

        var lines = await new[] { unit }
            .Stream()
            .PutObjectToS3(new() { PutRequest = put })
            .GetObjectFromS3(new() { GetRequest = get, GetResponse = content })
            .SplitS3Object(response: content)
            .ToListAsync();

        Assert.Equal(("p", "g"), (Assert.Single(_s3.Puts).Key, Assert.Single(_s3.Gets).Key));
        Assert.Equal(["a", "b"], lines.Select(line => line.Get(content)!.Line));
    }

    private static UpdateItemRequest Update(string expression) =>
        new() { Key = Item.Of(("pk", "1")), UpdateExpression = expression };
}
