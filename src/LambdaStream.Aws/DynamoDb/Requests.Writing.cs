using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDb;

internal static partial class Requests
{
    public static void Write(BatchWriteItemRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        var tables = new JsonObject(members.Member("RequestItems"u8));
        foreach (var (name, writes) in request.RequestItems)
            WriteArray(writes, tables.Member(name), Write);
        tables.End();
        members.End();
    }

    public static void Write(TransactWriteItemsRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        WriteArray(request.TransactItems, members.Member("TransactItems"u8), Write);
        members.Add("ClientRequestToken"u8, request.ClientRequestToken);
        members.End();
    }

    private static void Write(WriteRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        if (request.PutRequest is { } put)
        {
            var inner = new JsonObject(members.Member("PutRequest"u8));
            inner.Add("Item"u8, put.Item);
            inner.End();
        }
        if (request.DeleteRequest is { } delete)
        {
            var inner = new JsonObject(members.Member("DeleteRequest"u8));
            inner.Add("Key"u8, delete.Key);
            inner.End();
        }
        members.End();
    }

    private static void Write(TransactWriteItem item, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        if (item.ConditionCheck is { } check)
            Write(check, members.Member("ConditionCheck"u8));
        // A transaction gives no values back, so what was meant for the operation alone is left out.
        if (item.Put is { } put)
            Write(put with { ReturnValues = null }, members.Member("Put"u8));
        if (item.Delete is { } delete)
            Write(delete, members.Member("Delete"u8));
        if (item.Update is { } update)
            Write(update with { ReturnValues = null }, members.Member("Update"u8));
        members.End();
    }

    private static void Write(ConditionCheck check, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("TableName"u8, check.TableName);
        members.Add("Key"u8, check.Key);
        members.Add("ConditionExpression"u8, check.ConditionExpression);
        members.Add("ExpressionAttributeNames"u8, check.ExpressionAttributeNames);
        members.Add("ExpressionAttributeValues"u8, check.ExpressionAttributeValues);
        members.Add("ReturnValuesOnConditionCheckFailure"u8, check.ReturnValuesOnConditionCheckFailure);
        members.End();
    }

    private static void Write(DeleteItemRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("TableName"u8, request.TableName);
        members.Add("Key"u8, request.Key);
        members.Add("ConditionExpression"u8, request.ConditionExpression);
        members.Add("ExpressionAttributeNames"u8, request.ExpressionAttributeNames);
        members.Add("ExpressionAttributeValues"u8, request.ExpressionAttributeValues);
        members.Add("ReturnValuesOnConditionCheckFailure"u8, request.ReturnValuesOnConditionCheckFailure);
        members.End();
    }

    private static void WriteArray<T>(
        IReadOnlyList<T> values,
        IBufferWriter<byte> output,
        Action<T, IBufferWriter<byte>> write
    )
    {
        output.Write("["u8);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            write(values[i], output);
        }
        output.Write("]"u8);
    }
}
