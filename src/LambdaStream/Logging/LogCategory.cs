namespace LambdaStream.Logging;

/// <summary>The categories of what the library logs.</summary>
public static class LogCategory
{
    /// <summary>How an invocation begins and ends.</summary>
    public const string Invocation = "LambdaStream.Invocation";

    /// <summary>Before the id of a pipeline: what happens to its units.</summary>
    public const string Pipelines = "LambdaStream.Pipelines";

    /// <summary>Before the name of a service, such as <c>dynamodb</c>: the calls of it.</summary>
    public const string Services = "LambdaStream.Services";

    /// <summary>What was measured, where that goes nowhere else.</summary>
    public const string Metrics = "LambdaStream.Metrics";

    /// <summary>The category of a pipeline.</summary>
    public static string OfPipeline(string id) => $"{Pipelines}.{id}";

    /// <summary>The category of a service.</summary>
    public static string OfService(string name) => $"{Services}.{name}";

    /// <summary>The Node library's name of it, as DEBUG has it.</summary>
    internal static string NodeName(string category) =>
        category switch
        {
            Invocation => "handler",
            Metrics => "pl:metrics",
            $"{Services}.http" => "fetch",
            $"{Services}.cloudwatch" => "cw",
            $"{Services}.timestream" => "ts",
            _ when category.StartsWith($"{Pipelines}.", StringComparison.Ordinal) =>
                $"pl:{category[(Pipelines.Length + 1)..]}",
            _ when category.StartsWith($"{Services}.", StringComparison.Ordinal) => category[(Services.Length + 1)..],
            _ => category,
        };
}
