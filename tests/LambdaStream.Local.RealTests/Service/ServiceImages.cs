using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Service;

/// <summary>Reads images of DynamoDB Local's streams: it writes an empty map as <c>{}</c> rather than <c>{"M":{}}</c>.</summary>
internal static class ServiceImages
{
    public static Item Read(Json image)
    {
        if (!image.IsDefined)
            return Item.Empty;
        var members = JsonNode.Parse(image.ToString())!.AsObject();
        MendMembers(members);
        return Item.FromTypedJson(Json.Parse(members.ToJsonString()));
    }

    private static void MendMembers(JsonObject members)
    {
        foreach (var member in members)
            Mend(member.Value!.AsObject());
    }

    private static void Mend(JsonObject value)
    {
        if (value.Count == 0)
            value["M"] = new JsonObject();
        else if (value["M"] is JsonObject members)
            MendMembers(members);
        else if (value["L"] is JsonArray elements)
        {
            foreach (var element in elements)
                Mend(element!.AsObject());
        }
    }
}
