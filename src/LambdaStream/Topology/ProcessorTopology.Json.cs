namespace LambdaStream.Topology;

public sealed partial record ProcessorTopology
{
    /// <summary>The description as JSON.</summary>
    public Json ToJson() =>
        Json.ObjectOf(
            ("name", Name),
            ("source", Source),
            ("reads", Reads),
            (
                "limits",
                Json.ObjectOf(
                    ("reportBatchItemFailures", ReportsBatchItemFailures),
                    ("maxRetries", MaxRetries),
                    ("reserveMilliseconds", (long)Reserve.TotalMilliseconds)
                )
            ),
            ("head", StepsOf(Head)),
            (
                "pipelines",
                Json.ArrayOf([
                    .. Pipelines.Select(pipeline =>
                        Json.ObjectOf(
                            ("id", pipeline.Id),
                            ("flavor", pipeline.Flavor),
                            ("eventTypes", pipeline.EventTypes),
                            ("steps", StepsOf(pipeline.Steps)),
                            ("isComplete", pipeline.IsComplete)
                        )
                    ),
                ])
            ),
            ("faults", StepsOf(Faults))
        );

    private static Json StepsOf(IReadOnlyList<StepTopology> steps) =>
        Json.ArrayOf([
            .. steps.Select(step =>
                Json.ObjectOf(
                    ("verb", step.Verb),
                    ("kind", NameOf(step.Kind)),
                    ("detail", step.Detail),
                    ("step", step.Step),
                    ("service", step.Service),
                    ("operation", step.Operation),
                    ("target", step.Target),
                    ("parallel", Number(step.Parallel)),
                    ("maxEntries", Number(step.MaxEntries)),
                    ("maxBytes", Number(step.MaxBytes))
                )
            ),
        ]);

    private static string NameOf(StepKind kind) =>
        kind switch
        {
            StepKind.Filter => "filter",
            StepKind.Read => "read",
            StepKind.Sink => "sink",
            _ => "step",
        };

    private static Json Number(long? value) => value is { } number ? (Json)number : default(Json);
}
