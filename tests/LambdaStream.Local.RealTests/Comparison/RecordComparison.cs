using LambdaStream.Connectors;
using LambdaStream.Local.RealTests.Service;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>Compares the records of two change streams, of each item in their order: batches and transactions promise no other.</summary>
internal static class RecordComparison
{
    /// <summary>How the streams differ; null where they do not.</summary>
    public static string? Difference(IReadOnlyList<Json> local, IReadOnlyList<Json> service)
    {
        if (local.Count != service.Count)
            return $"{local.Count} stream records instead of {service.Count}";
        var others = service
            .GroupBy(record => ServiceImages.Read(record["dynamodb"]["Keys"]))
            .ToDictionary(item => item.Key, item => new Queue<Json>(item));
        foreach (var record in local)
        {
            if (others.GetValueOrDefault(ItemAt(record, "Keys")) is not { Count: > 0 } left)
                return $"one stream record more:\n  local:   {record}";
            var other = left.Dequeue();
            if (Difference(record, other) is { } what)
                return $"a stream record has another {what}:\n  local:   {record}\n  service: {other}";
        }
        return null;
    }

    private static string? Difference(Json local, Json service) =>
        Text(local, "eventName") != Text(service, "eventName") ? "eventName"
        : !ItemAt(local, "Keys").Equals(ServiceImages.Read(service["dynamodb"]["Keys"])) ? "Keys"
        : !ItemAt(local, "OldImage").Equals(ServiceImages.Read(service["dynamodb"]["OldImage"])) ? "OldImage"
        : !ItemAt(local, "NewImage").Equals(ServiceImages.Read(service["dynamodb"]["NewImage"])) ? "NewImage"
        : local.At("dynamodb.SizeBytes").GetInt64() != service.At("dynamodb.SizeBytes").GetInt64() ? "SizeBytes"
        : Text(local, "dynamodb.StreamViewType") != Text(service, "dynamodb.StreamViewType") ? "StreamViewType"
        : null;

    private static string? Text(Json record, string path) => record.At(path).GetString();

    private static Item ItemAt(Json record, string image) => Item.FromTypedJson(record["dynamodb"][image]);
}
