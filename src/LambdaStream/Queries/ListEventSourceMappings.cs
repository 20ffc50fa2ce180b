using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Looks for the event source mappings of each unit's <see cref="Slots.ListMappingsRequest"/>, and leaves them in <see cref="Slots.ListMappingsResponse"/>.</summary>
    /// <remarks>Pages are followed to the end, or until <see cref="ListEventSourceMappingsRequest.MaxItems"/> mappings are there. A unit without a request passes.</remarks>
    public static IAsyncEnumerable<UnitOfWork> ListEventSourceMappings(
        this IAsyncEnumerable<UnitOfWork> source,
        ListMappingsOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Map(
            new Io("list", "lambda", "ListEventSourceMappings", Slots.ListMappingsRequest),
            async (uow, token) =>
                uow.Get(Slots.ListMappingsRequest) is { } request
                    ? uow.With(Slots.ListMappingsResponse, await PagesAsync(Port(uow), request, token))
                    : uow
        );

        ILambda Port(UnitOfWork uow) =>
            options?.Lambda
            ?? uow.Invocation.Options.Lambda
            ?? throw new InvalidOperationException("The port Lambda is missing. Set StreamOptions.Lambda.");

        static async ValueTask<ListEventSourceMappingsResponse> PagesAsync(
            ILambda lambda,
            ListEventSourceMappingsRequest request,
            CancellationToken cancellationToken
        )
        {
            var mappings = new List<EventSourceMappingConfiguration>();
            while (true)
            {
                var page = await lambda.ListEventSourceMappingsAsync(request, cancellationToken);
                mappings.AddRange(page.EventSourceMappings);
                if (string.IsNullOrEmpty(page.NextMarker) || mappings.Count >= request.MaxItems)
                    return new() { EventSourceMappings = mappings };
                request = request with { Marker = page.NextMarker };
            }
        }
    }
}
