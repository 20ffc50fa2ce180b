using System.Text.Json;
using LambdaStream.Calls;
using LambdaStream.Connectors;
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
        return source.SendRequests(
            new RequestStep<InvokeRequest, InvokeResponse>
            {
                Request = sink.Request,
                Step = "invoke",
                Service = nameof(StreamOptions.Lambda),
                Operation = "Invoke",
                Parallel = all => sink.Parallel ?? all.LambdaParallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Resource = request => request.FunctionName,
                Send = (uow, request, token) => uow.Lambda(sink.Lambda).InvokeAsync(request, token),
                Answer = (uow, request, response) =>
                    response.FunctionError is { } error && !sink.IgnoreFunctionError
                        ? throw new FunctionErrorException(request.FunctionName, error, Details(response.Payload))
                        : uow.With(sink.Response, response),
            }
        );

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
}
