using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Leaves a secret in each unit's <see cref="Slots.Secrets"/>, where steps behind find it and faults do not show it.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="secrets">Reads and keeps the secret; one for the life of the function.</param>
    public static IAsyncEnumerable<UnitOfWork> GetSecrets(this IAsyncEnumerable<UnitOfWork> source, Secrets secrets)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(secrets);
        return source.Map(async (uow, token) => uow.With(Slots.Secrets, await secrets.GetAsync(token)));
    }
}
