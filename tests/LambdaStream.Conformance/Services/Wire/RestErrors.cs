using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>The errors of AWS's REST protocol with JSON: the code is a header, the message is in the body.</summary>
internal static class RestErrors
{
    public static LoopbackAnswer Encode(ServiceException error) =>
        LoopbackAnswer
            .Of(Json.ObjectOf(("message", error.Message)).ToString())
            .With("x-amzn-ErrorType", error.Code) with
        {
            Status = (int)error.StatusCode!,
        };
}
