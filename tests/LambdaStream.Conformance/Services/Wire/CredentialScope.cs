using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>For which service and region a request was signed, which is all that an endpoint for every service can go by.</summary>
internal sealed record CredentialScope(string Region, string SigningName)
{
    public static CredentialScope Of(LoopbackRequest request)
    {
        var authorization = request.Headers["Authorization"];
        var start = authorization.IndexOf("Credential=", StringComparison.Ordinal);
        var scope = authorization[start..].Split(',')[0].Split('/');
        return new(scope[2], scope[3]);
    }
}
