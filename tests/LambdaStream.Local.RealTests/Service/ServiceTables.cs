using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Service;

/// <summary>Creates tables in DynamoDB Local and reads their streams.</summary>
internal static class ServiceTables
{
    public static async Task CreateTableAsync(
        this ServiceClient client,
        TableDefinition table,
        CancellationToken cancellationToken
    ) => await client.SendAsync("CreateTable", RequestOf(table), cancellationToken);

    public static async Task DeleteTableAsync(
        this ServiceClient client,
        TableDefinition table,
        CancellationToken cancellationToken
    ) => await client.SendAsync("DeleteTable", Json.ObjectOf(("TableName", table.Name)), cancellationToken);

    /// <summary>The records of the table's stream, from the first to the last.</summary>
    public static async Task<IReadOnlyList<Json>> ReadStreamAsync(
        this ServiceClient client,
        TableDefinition table,
        CancellationToken cancellationToken
    )
    {
        var list = await client.SendToStreamsAsync(
            "ListStreams",
            Json.ObjectOf(("TableName", table.Name)),
            cancellationToken
        );
        var arn = list.At("Streams.0.StreamArn");
        var description = await client.SendToStreamsAsync(
            "DescribeStream",
            Json.ObjectOf(("StreamArn", arn)),
            cancellationToken
        );
        var records = new List<Json>();
        foreach (var shard in description.At("StreamDescription.Shards").EnumerateArray())
            records.AddRange(await client.ReadShardAsync(arn, shard["ShardId"], cancellationToken));
        return records;
    }

    private static async Task<List<Json>> ReadShardAsync(
        this ServiceClient client,
        Json streamArn,
        Json shardId,
        CancellationToken cancellationToken
    )
    {
        var start = await client.SendToStreamsAsync(
            "GetShardIterator",
            Json.ObjectOf(("StreamArn", streamArn), ("ShardId", shardId), ("ShardIteratorType", "TRIM_HORIZON")),
            cancellationToken
        );
        var records = new List<Json>();
        var iterator = start["ShardIterator"];
        while (iterator.IsDefined)
        {
            var page = await client.SendToStreamsAsync(
                "GetRecords",
                Json.ObjectOf(("ShardIterator", iterator)),
                cancellationToken
            );
            if (page["Records"].Count == 0)
                break;
            foreach (var record in page["Records"].EnumerateArray())
                records.Add(record);
            iterator = page["NextShardIterator"];
        }
        return records;
    }

    private static Json RequestOf(TableDefinition table) =>
        Json.ObjectOf(
            ("TableName", table.Name),
            ("BillingMode", "PAY_PER_REQUEST"),
            (
                "AttributeDefinitions",
                Json.ArrayOf([
                    .. table.KeyParts.Select(key =>
                        Json.ObjectOf(("AttributeName", key.Name), ("AttributeType", TypeOf(key)))
                    ),
                ])
            ),
            ("KeySchema", SchemaOf(table.HashKey, table.RangeKey)),
            ("GlobalSecondaryIndexes", IndexesOf(table.Indexes.Where(index => index.IsGlobal))),
            ("LocalSecondaryIndexes", IndexesOf(table.Indexes.Where(index => !index.IsGlobal))),
            ("StreamSpecification", Json.ObjectOf(("StreamEnabled", true), ("StreamViewType", "NEW_AND_OLD_IMAGES")))
        );

    private static Json IndexesOf(IEnumerable<IndexDefinition> indexes)
    {
        Json[] all =
        [
            .. indexes.Select(index =>
                Json.ObjectOf(
                    ("IndexName", index.Name),
                    ("KeySchema", SchemaOf(index.HashKey, index.RangeKey)),
                    ("Projection", ProjectionOf(index))
                )
            ),
        ];
        return all.Length == 0 ? default : Json.ArrayOf(all);
    }

    private static Json ProjectionOf(IndexDefinition index) =>
        index.Included switch
        {
            null => Json.ObjectOf(("ProjectionType", "ALL")),
            [] => Json.ObjectOf(("ProjectionType", "KEYS_ONLY")),
            var names => Json.ObjectOf(
                ("ProjectionType", "INCLUDE"),
                ("NonKeyAttributes", Json.ArrayOf([.. names.Select(name => (Json)name)]))
            ),
        };

    private static Json SchemaOf(KeyPart hash, KeyPart? range)
    {
        var first = Json.ObjectOf(("AttributeName", hash.Name), ("KeyType", "HASH"));
        return range is null
            ? Json.ArrayOf(first)
            : Json.ArrayOf(first, Json.ObjectOf(("AttributeName", range.Name), ("KeyType", "RANGE")));
    }

    private static string TypeOf(KeyPart key) =>
        key.Type switch
        {
            AttributeType.Text => "S",
            AttributeType.Number => "N",
            _ => "B",
        };
}
