using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDb;

/// <summary>Writes the requests of DynamoDB's API.</summary>
internal static partial class Requests
{
    public static void Write(UpdateItemRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("TableName"u8, request.TableName);
        members.Add("Key"u8, request.Key);
        members.Add("UpdateExpression"u8, request.UpdateExpression);
        members.Add("ConditionExpression"u8, request.ConditionExpression);
        members.Add("ExpressionAttributeNames"u8, request.ExpressionAttributeNames);
        members.Add("ExpressionAttributeValues"u8, request.ExpressionAttributeValues);
        members.Add("ReturnValues"u8, request.ReturnValues);
        members.Add("ReturnValuesOnConditionCheckFailure"u8, request.ReturnValuesOnConditionCheckFailure);
        members.End();
    }

    public static void Write(PutItemRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("TableName"u8, request.TableName);
        members.Add("Item"u8, request.Item);
        members.Add("ConditionExpression"u8, request.ConditionExpression);
        members.Add("ExpressionAttributeNames"u8, request.ExpressionAttributeNames);
        members.Add("ExpressionAttributeValues"u8, request.ExpressionAttributeValues);
        members.Add("ReturnValues"u8, request.ReturnValues);
        members.Add("ReturnValuesOnConditionCheckFailure"u8, request.ReturnValuesOnConditionCheckFailure);
        members.End();
    }

    public static void Write(BatchGetItemRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        var tables = new JsonObject(members.Member("RequestItems"u8));
        foreach (var (name, table) in request.RequestItems)
            Write(table, tables.Member(name));
        tables.End();
        members.End();
    }

    public static void Write(QueryRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("TableName"u8, request.TableName);
        members.Add("IndexName"u8, request.IndexName);
        members.Add("KeyConditionExpression"u8, request.KeyConditionExpression);
        members.Add("FilterExpression"u8, request.FilterExpression);
        members.Add("ProjectionExpression"u8, request.ProjectionExpression);
        members.Add("ExpressionAttributeNames"u8, request.ExpressionAttributeNames);
        members.Add("ExpressionAttributeValues"u8, request.ExpressionAttributeValues);
        members.Add("ConsistentRead"u8, request.ConsistentRead);
        members.Add("ScanIndexForward"u8, request.ScanIndexForward);
        members.Add("Limit"u8, request.Limit);
        members.Add("ExclusiveStartKey"u8, request.ExclusiveStartKey);
        members.Add("Select"u8, request.Select);
        members.End();
    }

    public static void Write(ScanRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("TableName"u8, request.TableName);
        members.Add("IndexName"u8, request.IndexName);
        members.Add("FilterExpression"u8, request.FilterExpression);
        members.Add("ProjectionExpression"u8, request.ProjectionExpression);
        members.Add("ExpressionAttributeNames"u8, request.ExpressionAttributeNames);
        members.Add("ExpressionAttributeValues"u8, request.ExpressionAttributeValues);
        members.Add("ConsistentRead"u8, request.ConsistentRead);
        members.Add("Limit"u8, request.Limit);
        members.Add("ExclusiveStartKey"u8, request.ExclusiveStartKey);
        members.Add("Segment"u8, request.Segment);
        members.Add("TotalSegments"u8, request.TotalSegments);
        members.End();
    }

    private static void Write(KeysAndAttributes table, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Member("Keys"u8).Write("["u8);
        for (var i = 0; i < table.Keys.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            table.Keys[i].WriteTypedJson(output);
        }
        output.Write("]"u8);
        members.Add("ConsistentRead"u8, table.ConsistentRead);
        members.Add("ProjectionExpression"u8, table.ProjectionExpression);
        members.Add("ExpressionAttributeNames"u8, table.ExpressionAttributeNames);
        members.End();
    }
}
