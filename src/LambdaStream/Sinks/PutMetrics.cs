using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Puts the values of each unit's <see cref="Slots.MetricsRequest"/> to CloudWatch; a unit without one passes.</summary>
    /// <remarks>More values than <see cref="TargetLimits.CloudWatch"/> go in several requests, one after the other.</remarks>
    public static IAsyncEnumerable<UnitOfWork> PutMetrics(
        this IAsyncEnumerable<UnitOfWork> source,
        MetricsOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? MetricsOptions.Default;
        return source
            .RateLimit(sink.Rate)
            .Concurrently(
                all => sink.Parallel ?? all.CloudWatchParallel,
                (uow, token) => uow.Get(Slots.MetricsRequest) is { } request ? PutAsync(uow, request, token) : new(uow),
                sink.Order,
                io: new Io(
                    "save",
                    "cloudwatch",
                    "PutMetricData",
                    Slots.MetricsRequest,
                    all => sink.Namespace ?? all.MetricsNamespace
                )
            );

        async ValueTask<UnitOfWork?> PutAsync(
            UnitOfWork uow,
            PutMetricDataRequest request,
            CancellationToken cancellationToken
        )
        {
            var all = uow.Invocation.Options;
            var cloudWatch =
                sink.CloudWatch ?? all.CloudWatch ?? throw PublishEntries.NoPort(nameof(StreamOptions.CloudWatch));
            var space =
                request.Namespace
                ?? sink.Namespace
                ?? all.MetricsNamespace
                ?? throw PublishEntries.NoTarget(
                    uow,
                    "name space",
                    nameof(StreamOptions.MetricsNamespace),
                    "NAMESPACE"
                );
            var response = new PutMetricDataResponse();
            foreach (var values in request.MetricData.Chunk(TargetLimits.CloudWatch.Count))
                response = await uow.AskAsync(
                    nameof(StreamOptions.CloudWatch),
                    space,
                    cloudWatch.PutMetricDataAsync,
                    new PutMetricDataRequest { Namespace = space, MetricData = values },
                    cancellationToken
                );
            return uow.With(Slots.MetricsResponse, response);
        }
    }
}
