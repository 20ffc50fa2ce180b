using LambdaStream.Connectors;
using LambdaStream.Local.RealTests.Service;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>Compares the records of two change streams, in their order.</summary>
internal static class RecordComparison
{
    /// <summary>How the streams differ; null where they do not.</summary>
    public static string? Difference(IReadOnlyList<Json> local, IReadOnlyList<Json> service)
    {
        for (var i = 0; i < Math.Min(local.Count, service.Count); i++)
        {
            if (Difference(local[i], service[i]) is { } what)
                return $"stream record {i} has another {what}:\n  local:   {local[i]}\n  service: {service[i]}";
        }
        return local.Count == service.Count ? null : $"{local.Count} stream records instead of {service.Count}";
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
