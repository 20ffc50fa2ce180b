using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Templates;

/// <summary>What the library under test does itself when a template asks for it.</summary>
internal interface ILibraryFunctions
{
    /// <summary>The members of an update request that make these changes.</summary>
    JsonObject UpdateExpression(JsonObject changes);

    /// <summary>The condition that keeps out what is older; null asks for the default field.</summary>
    JsonObject TimestampCondition(string? field);

    /// <summary>The condition that there is no item yet; null asks for the default field.</summary>
    JsonObject PkCondition(string? field);

    /// <summary>When a row expires, in epoch seconds.</summary>
    long Ttl(long startMilliseconds, double days);
}
