using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.UnitTests;

/// <summary>JSON as the tests write it: with single quotes.</summary>
internal static class Some
{
    public static JsonNode? Json(string text) => JavaScriptJson.Parse(text.Replace('\'', '"'));

    public static JsonObject Object(string text) => Json(text)!.AsObject();
}
