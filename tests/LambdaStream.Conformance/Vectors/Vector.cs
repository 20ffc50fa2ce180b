using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Vectors;

/// <summary>One conformance vector, with its encoding forms replaced.</summary>
internal sealed record Vector
{
    public required string Name { get; init; }

    /// <summary>The whole environment of the function, the base environment included.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string Source { get; init; }

    public required JsonObject SourceOptions { get; init; }

    public required IReadOnlyList<JsonObject> Head { get; init; }

    public required IReadOnlyList<JsonObject> Rules { get; init; }

    public required JsonObject Options { get; init; }

    public required JsonObject Responses { get; init; }

    public required JsonObject Objects { get; init; }

    /// <summary>One invocation each.</summary>
    public required IReadOnlyList<JsonNode?> Payloads { get; init; }

    public required Expectation Expect { get; init; }

    public static Vector Load(string path) => Read(JavaScriptJson.Parse(File.ReadAllBytes(path))!.AsObject());

    public static Vector Read(JsonObject vector)
    {
        var payload = EncodingForms.Replace(vector["payload"]);
        return new()
        {
            Name = vector["name"]!.GetValue<string>(),
            Environment = BaseEnvironment.With(Member(vector, "env")),
            Now = DateTimeOffset.FromUnixTimeMilliseconds((long)JavaScriptNumber.Double(vector["now"]!.AsValue())),
            Source = vector["source"]!.GetValue<string>(),
            SourceOptions = Member(vector, "sourceOptions"),
            Head = List(vector, "head"),
            Rules = List(vector, "rules"),
            Options = Member(vector, "options"),
            Responses = Member(vector, "responses", EncodingForms.Replace),
            Objects = Member(vector, "s3", EncodingForms.Replace),
            Payloads = payload is JsonArray several ? [.. several] : [payload],
            Expect = Expectation.Read(vector["expect"]!.AsObject()),
        };
    }

    public override string ToString() => Name;

    private static JsonObject Member(JsonObject vector, string name, Func<JsonNode?, JsonNode?>? replace = null) =>
        vector[name] is not JsonObject member ? [] : (JsonObject)(replace?.Invoke(member) ?? member);

    private static List<JsonObject> List(JsonObject vector, string name) =>
        vector[name] is JsonArray list ? [.. list.Select(element => element!.AsObject())] : [];
}
