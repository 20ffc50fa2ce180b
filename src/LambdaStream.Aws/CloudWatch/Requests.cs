using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.CloudWatch;

/// <summary>Writes the requests of CloudWatch's API.</summary>
internal static class Requests
{
    public static void Write(PutMetricDataRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("Namespace"u8, request.Namespace);
        members.Member("MetricData"u8).WriteArray(request.MetricData, Write);
        members.End();
    }

    private static void Write(MetricDatum datum, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("MetricName"u8, datum.MetricName);
        members.Add("Value"u8, datum.Value);
        members.Add("Values"u8, datum.Values);
        members.Add("Counts"u8, datum.Counts);
        if (datum.StatisticValues is { } set)
        {
            var statistics = new JsonObject(members.Member("StatisticValues"u8));
            statistics.Add("SampleCount"u8, (double?)set.SampleCount);
            statistics.Add("Sum"u8, (double?)set.Sum);
            statistics.Add("Minimum"u8, (double?)set.Minimum);
            statistics.Add("Maximum"u8, (double?)set.Maximum);
            statistics.End();
        }
        members.Add("Unit"u8, datum.Unit);
        members.Add("Timestamp"u8, datum.Timestamp);
        if (datum.Dimensions.Count > 0)
            members.Member("Dimensions"u8).WriteArray(datum.Dimensions, Write);
        members.Add("StorageResolution"u8, datum.StorageResolution);
        members.End();
    }

    private static void Write(Dimension dimension, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("Name"u8, dimension.Name);
        members.Add("Value"u8, dimension.Value);
        members.End();
    }
}
