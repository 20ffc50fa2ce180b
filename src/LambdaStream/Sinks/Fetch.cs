using System.Net;
using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    // So much of a refusal's body goes into the message.
    private const int MaxRefusalText = 500;

    /// <summary>Sends each unit's <see cref="Slots.FetchRequest"/> over HTTP and leaves the answer in <see cref="Slots.FetchResponse"/>; a unit without one passes.</summary>
    /// <remarks>
    /// An answer with a status other than 2xx is a fault whose name has the status, such as <c>Http404</c>. Nothing is sent
    /// twice, because it is not known whether that would do harm; a retryable status can have the record delivered again.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> Fetch(
        this IAsyncEnumerable<UnitOfWork> source,
        FetchOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? FetchOptions.Default;
        return source.SendRequests(
            new RequestStep<FetchRequest, FetchResponse>
            {
                Request = sink.Request,
                Step = "fetch",
                Service = "http",
                Operation = "Fetch",
                Parallel = all => sink.Parallel ?? all.FetchParallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Send = SendAsync,
                Answer = (uow, _, response) => uow.With(sink.Response, response),
            }
        );

        async ValueTask<FetchResponse> SendAsync(
            UnitOfWork uow,
            FetchRequest request,
            CancellationToken cancellationToken
        )
        {
            var port = uow.Fetch(sink.Fetch);
            var response = await uow.AskAsync(
                nameof(StreamOptions.Fetch),
                Uri.TryCreate(request.Url, UriKind.Absolute, out var url) ? url.Authority : null,
                async (asked, token) =>
                    await port.FetchAsync(asked, token) is var answer && answer.Status is >= 200 and <= 299
                        ? answer
                        : throw Refused(answer),
                request,
                cancellationToken
            );
            if (request.ResponseType is FetchResponseType.Text)
                return response with { Json = default };
            return response with
            {
                Json =
                    response.Status == (int)HttpStatusCode.NoContent
                        ? sink.NoContent
                        : Json.Parse(response.Body.ToArray()),
            };
        }

        static ServiceException Refused(FetchResponse response)
        {
            var status = (HttpStatusCode)response.Status;
            var text = response.Text.Trim();
            return new(
                $"Http{response.Status}",
                $"HTTP Error Response: {response.Status} {status}{(text.Length == 0 ? "" : ": ")}{(text.Length > MaxRefusalText ? text[..MaxRefusalText] : text)}"
            )
            {
                StatusCode = status,
            };
        }
    }
}
