using System.Text.Json.Nodes;
using LambdaStream.Conformance.Templates;

namespace LambdaStream.Conformance.UnitTests;

/// <summary>Shows what a template asked the library for.</summary>
internal sealed class FakeLibrary : ILibraryFunctions
{
    public JsonObject UpdateExpression(JsonObject changes) => new() { ["changes"] = changes.DeepClone() };

    public JsonObject TimestampCondition(string? field) => new() { ["newer"] = field };

    public JsonObject PkCondition(string? field) => new() { ["missing"] = field };

    public long Ttl(long startMilliseconds, double days) => startMilliseconds + (long)days;
}
