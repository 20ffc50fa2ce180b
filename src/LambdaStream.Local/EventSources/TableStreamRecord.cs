using System.Text.Json;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>A record of DynamoDB Streams in the form in which Lambda delivers it.</summary>
internal static class TableStreamRecord
{
    public static ShardRecord ToDelivered(Json record, string streamArn)
    {
        var change = record["dynamodb"];
        var identity = record["userIdentity"];
        var json = Json.ObjectOf(
            ("eventID", record["eventID"]),
            ("eventName", record["eventName"]),
            ("eventVersion", record["eventVersion"]),
            ("eventSource", record["eventSource"]),
            ("awsRegion", record["awsRegion"]),
            ("dynamodb", WithWholeSeconds(change)),
            (
                "userIdentity",
                identity.IsNullOrUndefined
                    ? default
                    : Json.ObjectOf(("type", identity["Type"]), ("principalId", identity["PrincipalId"]))
            ),
            ("eventSourceARN", streamArn)
        );
        return new(change.Require("SequenceNumber").GetString()!, json);
    }

    // The service writes seconds like 1.7646E9, or with a fraction; Lambda delivers whole ones.
    private static Json WithWholeSeconds(Json change)
    {
        var members = new List<(string Name, Json Value)>();
        foreach (var (name, value) in change.EnumerateObject())
        {
            var isTime = name == "ApproximateCreationDateTime" && value.Kind is JsonValueKind.Number;
            members.Add((name, isTime ? (long)Math.Floor(value.GetDouble()) : value));
        }
        return Json.ObjectOf([.. members]);
    }
}
