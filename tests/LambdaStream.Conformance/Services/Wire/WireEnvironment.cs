using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>A vector's environment as the clients of AWS see it: the endpoint is here, and nothing takes too long.</summary>
internal sealed class WireEnvironment(IReadOnlyDictionary<string, string> environment)
{
    // A vector may take its credentials away, but no request can be signed without any.
    private readonly string _keyId = environment.GetValueOrDefault(KeyId, "AKIDEXAMPLE");
    private readonly string _secret = environment.GetValueOrDefault(Secret, "secret");

    private const string KeyId = "AWS_ACCESS_KEY_ID";
    private const string Secret = "AWS_SECRET_ACCESS_KEY";
    private const string Token = "AWS_SESSION_TOKEN";
    private const string Timeout = "TIMEOUT";

    // Longer than any wait that the clock of a run shortens.
    private const string Never = "86400000";

    public LoopbackOptions Endpoint(TimeProvider time) =>
        new()
        {
            AccessKeyId = _keyId,
            SecretAccessKey = _secret,
            SessionToken = environment.GetValueOrDefault(Token),
            Time = time,
        };

    public IReadOnlyDictionary<string, string> Client(Uri endpoint) =>
        new Dictionary<string, string>(
            environment.Where(variable => !variable.Key.EndsWith("_" + Timeout, StringComparison.Ordinal)),
            StringComparer.Ordinal
        )
        {
            [KeyId] = _keyId,
            [Secret] = _secret,
            ["AWS_ENDPOINT_URL"] = endpoint.ToString(),
            [Timeout] = Never,
        };
}
