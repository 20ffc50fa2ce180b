using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Timestream;

/// <summary>Writes the requests of Timestream's API.</summary>
internal static class Requests
{
    public static void Write(WriteRecordsRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("DatabaseName"u8, request.DatabaseName);
        members.Add("TableName"u8, request.TableName);
        if (request.CommonAttributes is { } common)
            Write(common, members.Member("CommonAttributes"u8));
        members.Member("Records"u8).WriteArray(request.Records, Write);
        members.End();
    }

    private static void Write(TimestreamRecord record, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        if (record.Dimensions is { } dimensions)
            members.Member("Dimensions"u8).WriteArray(dimensions, Write);
        members.Add("MeasureName"u8, record.MeasureName);
        members.Add("MeasureValue"u8, record.MeasureValue);
        members.Add("MeasureValueType"u8, record.MeasureValueType);
        if (record.MeasureValues is { } values)
            members.Member("MeasureValues"u8).WriteArray(values, Write);
        members.Add("Time"u8, record.Time);
        members.Add("TimeUnit"u8, record.TimeUnit);
        members.Add("Version"u8, record.Version);
        members.End();
    }

    private static void Write(TimestreamDimension dimension, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("Name"u8, dimension.Name);
        members.Add("Value"u8, dimension.Value);
        members.Add("DimensionValueType"u8, dimension.DimensionValueType);
        members.End();
    }

    private static void Write(MeasureValue value, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("Name"u8, value.Name);
        members.Add("Value"u8, value.Value);
        members.Add("Type"u8, value.Type);
        members.End();
    }
}
