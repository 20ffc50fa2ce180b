using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Puts the stored event in the place of each claim check; every other unit passes.</summary>
    /// <remarks>
    /// Sources do this by themselves, unless <see cref="StreamOptions.RedeemClaimChecks"/> is off. A claim check is an event
    /// of nothing but a head and <c>s3: { bucket, key }</c>. One that cannot be redeemed is a fault that shows it.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> RedeemClaimChecks(
        this IAsyncEnumerable<UnitOfWork> source,
        S3QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? S3QueryOptions.Default;
        return source
            .Prepare(uow =>
                ClaimCheck.PlaceOf(uow.Event) is { } place ? uow.With(Slots.GetClaimCheckRequest, place) : uow
            )
            .Concurrently(
                all => query.Parallel ?? all.S3Parallel,
                async (uow, token) =>
                    ClaimCheck.PlaceOf(uow.Event) is { } place ? uow.With(await RedeemAsync(uow, place, token)) : uow,
                query.Order,
                io: new Io("get", "s3", "GetObject", Slots.GetClaimCheckRequest)
            );

        async ValueTask<Event> RedeemAsync(UnitOfWork uow, GetObjectRequest place, CancellationToken cancellationToken)
        {
            var port =
                query.S3
                ?? uow.Invocation.Options.S3
                ?? throw new InvalidOperationException(
                    $"The event '{uow.Event.Type}' is a claim check, but the port S3 is missing. Set StreamOptions.S3, or RedeemClaimChecks to false."
                );
            return StoredEvent.In(
                await uow.AskAsync(
                    nameof(StreamOptions.S3),
                    place.Bucket,
                    port.GetObjectAsync,
                    place,
                    cancellationToken
                ),
                uow.Invocation.Options
            );
        }
    }
}
