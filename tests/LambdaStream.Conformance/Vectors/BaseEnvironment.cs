using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Vectors;

/// <summary>The environment variables that every vector runs with.</summary>
internal static class BaseEnvironment
{
    public static IReadOnlyDictionary<string, string> With(JsonObject own)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_REGION"] = "us-west-2",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["TIMEOUT"] = "10000",
            ["BATCH_RETRY_WAIT"] = "1",
            ["BASE_BACKOFF_MILLIS"] = "1",
        };
        foreach (var (name, value) in own)
        {
            if (value is null)
                environment.Remove(name);
            else
                environment[name] = value.ToString();
        }
        return environment;
    }
}
