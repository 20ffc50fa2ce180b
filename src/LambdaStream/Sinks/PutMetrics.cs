using LambdaStream.Calls;
using LambdaStream.Connectors;
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
        return source.SendRequests(
            new RequestStep<PutMetricDataRequest, PutMetricDataResponse>
            {
                Request = Slots.MetricsRequest,
                Step = "save",
                Service = nameof(StreamOptions.CloudWatch),
                Operation = "PutMetricData",
                Target = all => sink.Namespace ?? all.MetricsNamespace,
                Parallel = all => sink.Parallel ?? all.CloudWatchParallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Send = PutAsync,
                Answer = (uow, _, response) => uow.With(Slots.MetricsResponse, response),
            }
        );

        async ValueTask<PutMetricDataResponse> PutAsync(
            UnitOfWork uow,
            PutMetricDataRequest request,
            CancellationToken cancellationToken
        )
        {
            var cloudWatch = uow.CloudWatch(sink.CloudWatch);
            var space =
                request.Namespace
                ?? sink.Namespace
                ?? uow.Invocation.Options.MetricsNamespace
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
            return response;
        }
    }
}
