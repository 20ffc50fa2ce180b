using LambdaStream.Connectors;
using LambdaStream.Local.Tables.Values;
using LambdaStream.Sinks;

namespace LambdaStream.Local.Tables;

internal sealed partial class LocalDynamoDb
{
    private BatchWriteItemResponse BatchWrite(BatchWriteItemRequest request)
    {
        if (request.RequestItems.Count == 0)
            throw DynamoDbErrors.Validation("BatchWriteItem cannot have a null or no requests set");
        foreach (var (name, writes) in request.RequestItems)
        {
            if (writes.Count == 0)
            {
                throw DynamoDbErrors.Validation(
                    $"The batch write request list for a table cannot be null or empty: {name}"
                );
            }
        }
        if (request.RequestItems.Values.Sum(writes => writes.Count) > TargetLimits.DynamoDbBatch.Count)
            throw DynamoDbErrors.Validation("Too many items requested for the BatchWriteItem call");
        var prepared = (
            from table in request.RequestItems
            from write in table.Value
            select Prepare(Table(table.Key), write)
        ).ToList();
        if (prepared.Sum(SizeOf) > TargetLimits.DynamoDbBatch.Bytes)
            throw DynamoDbErrors.Validation("The batch has more than 16 MB");
        RefuseTwice(prepared, "Provided list of item keys contains duplicates");
        foreach (var (table, key, change) in prepared)
            table.Write(key, change);
        return new();
    }

    private static PreparedWrite Prepare(LocalTable table, WriteRequest request)
    {
        if (request.PutRequest is null == request.DeleteRequest is null)
        {
            throw DynamoDbErrors.Validation(
                "Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes"
            );
        }
        if (request.DeleteRequest is { } delete)
        {
            var key = StoredValue.Of(delete.Key);
            table.Schema.CheckKey(key);
            return new(table, key, _ => null);
        }
        var item = StoredValue.Of(request.PutRequest!.Item);
        table.CheckItem(item);
        return new(table, item, _ => item);
    }

    private static long SizeOf(PreparedWrite write) => ItemSize.Of(write.Key);

    private static void RefuseTwice(IEnumerable<PreparedWrite> writes, string message)
    {
        foreach (var table in writes.GroupBy(write => write.Table))
        {
            var seen = new HashSet<RowKey>(RowKey.Equality);
            if (!table.All(write => seen.Add(RowKey.Of(write.Table.Schema, write.Key))))
                throw DynamoDbErrors.Validation(message);
        }
    }
}
