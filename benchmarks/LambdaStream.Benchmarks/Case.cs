namespace LambdaStream.Benchmarks;

/// <summary>One thing that is measured by itself.</summary>
/// <param name="Name">Its kind and what it is, such as <c>source/Kinesis</c>; a dash and more behind it tell several cases of one thing apart.</param>
/// <param name="Units">How many records or units of work there are in an invocation. Figures are per one of them.</param>
/// <param name="Start">Makes ready what is measured; each call of what it gives is an invocation.</param>
public sealed record Case(string Name, int Units, Func<Func<ValueTask>> Start)
{
    /// <summary>The method or the type that is measured, such as <c>Kinesis</c>.</summary>
    public string Subject => Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('-')[0];

    /// <summary>A case of a function.</summary>
    internal static Case Of(string name, int units, Func<Function> create) =>
        new(
            name,
            units,
            () =>
            {
                var function = create();
                return async () => function.Check(await function.Processor.InvokeAsync(function.Payload));
            }
        );
}
