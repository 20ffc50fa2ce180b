using LambdaStream.Calls;
using LambdaStream.Connectors;
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
        return source.SendRequests(
            new RequestStep<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse>
            {
                Request = Slots.ListMappingsRequest,
                Step = "list",
                Service = nameof(StreamOptions.Lambda),
                Operation = "ListEventSourceMappings",
                Send = (uow, request, token) => PagesAsync(uow.Lambda(options?.Lambda), request, token),
                Answer = (uow, _, response) => uow.With(Slots.ListMappingsResponse, response),
            }
        );

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
