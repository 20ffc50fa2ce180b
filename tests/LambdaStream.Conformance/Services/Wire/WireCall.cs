using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>A request as the services take it: with the names of the API, and its input as JSON.</summary>
internal sealed record WireCall(string Service, string Operation, JsonObject Input);
