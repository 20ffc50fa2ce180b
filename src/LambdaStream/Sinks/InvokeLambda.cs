using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Calls the function of each unit's <see cref="Slots.InvokeRequest"/>; a unit without one passes.</summary>
    /// <remarks>An error of the function that was called is a fault, unless <see cref="InvokeOptions.IgnoreFunctionError"/> is set.</remarks>
    public static IAsyncEnumerable<UnitOfWork> InvokeLambda(
        this IAsyncEnumerable<UnitOfWork> source,
        InvokeOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? InvokeOptions.Default;
        return source
            .RateLimit(sink.Rate)
            .Concurrently(
                all => sink.Parallel ?? all.LambdaParallel,
                (uow, token) => uow.Get(sink.Request) is { } request ? CallAsync(uow, request, token) : new(uow),
                sink.Order,
                io: new Io("invoke", "lambda", "Invoke", sink.Request)
            );

        async ValueTask<UnitOfWork?> CallAsync(
            UnitOfWork uow,
            InvokeRequest request,
            CancellationToken cancellationToken
        )
        {
            var response = await uow.AskAsync(
                nameof(StreamOptions.Lambda),
                request.FunctionName,
                uow.Lambda(sink.Lambda).InvokeAsync,
                request,
                cancellationToken
            );
            if (response.FunctionError is { } error && !sink.IgnoreFunctionError)
                throw new FunctionErrorException(request.FunctionName, error, Details(response.Payload));
            return uow.With(sink.Response, response);
        }

        static string? Details(ReadOnlyMemory<byte> payload)
        {
            try
            {
                var error = payload.IsEmpty ? default : Json.Parse(payload.ToArray());
                return (error["errorType"], error["errorMessage"]) switch
                {
                    ({ Kind: JsonValueKind.String } type, { Kind: JsonValueKind.String } message) =>
                        $"{type.GetString()}: {message.GetString()}",
                    (_, { Kind: JsonValueKind.String } message) => message.GetString(),
                    _ => null,
                };
            }
            catch (JsonException)
            {
                // A custom runtime may answer in anything; that it failed is known.
                return null;
            }
        }
    }

    internal static ILambda Lambda(this UnitOfWork uow, ILambda? own) =>
        own ?? uow.Invocation.Options.Lambda ?? throw PublishEntries.NoPort(nameof(StreamOptions.Lambda));
}
