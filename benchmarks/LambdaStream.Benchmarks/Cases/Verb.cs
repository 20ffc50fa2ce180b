namespace LambdaStream.Benchmarks.Cases;

/// <summary>A verb in a pipeline that has nothing else.</summary>
/// <remarks>
/// The units of an invocation pass it many times, so that what their source costs is next to nothing of what is measured.
/// </remarks>
/// <param name="Name">Its name, with a dash and more for a second case of one verb.</param>
/// <param name="Run">The verb.</param>
internal sealed record Verb(string Name, Flow Run)
{
    /// <summary>What comes before it and is not measured: by default nothing.</summary>
    public Flow Before { get; init; } = units => units;

    /// <summary>The units; by default those of domain events.</summary>
    public Func<Input> Input { get; init; } = Cases.Input.Events;

    /// <summary>How often the units pass it. An invocation keeps what its queries have found, so those are passed once.</summary>
    public int Passes { get; init; } = 50;

    /// <summary>Whether it has to ask a service.</summary>
    public bool Asks { get; init; }

    public Case ToCase() =>
        Case.Of(
            $"verb/{Name}",
            Cases.Input.Units * Passes,
            () =>
            {
                var (source, payload) = Input();
                var services = new InstantServices(Cases.Input.Rows(2));
                return new(new(source, services.Options, new Pipeline("verb", Pass)), payload, Asks ? services : null);
            }
        );

    private async IAsyncEnumerable<UnitOfWork> Pass(IAsyncEnumerable<UnitOfWork> source)
    {
        var units = new Prepared(await Before(source).ToListAsync());
        for (var pass = 0; pass < Passes; pass++)
        {
            if (await Run(units).CountAsync() == 0)
                throw new InvalidOperationException($"{Name} gave no units.");
        }
        yield break;
    }
}
