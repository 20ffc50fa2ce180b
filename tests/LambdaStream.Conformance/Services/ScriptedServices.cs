using System.Text.Json.Nodes;
using LambdaStream.Conformance.Comparison;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services;

/// <summary>All AWS services of one vector: they record each request and answer it from the script, or by default.</summary>
/// <remarks>A request that names no region goes to the home region.</remarks>
internal sealed class ScriptedServices(JsonObject responses, JsonObject objects, string homeRegion)
{
    private readonly Lock _turn = new();
    private readonly Script _script = new(responses);
    private readonly ObjectStore _objects = new(objects);
    private readonly List<RecordedRequest> _requests = [];

    /// <summary>The requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_turn)
                return [.. _requests];
        }
    }

    /// <summary>One request, once: clients do the retries.</summary>
    /// <exception cref="ServiceException">The script answers with an error, or the object is not there.</exception>
    public JsonNode? Call(string service, string operation, JsonObject input, string? region = null)
    {
        lock (_turn)
        {
            var normalized = Normalizer.Input(service, input);
            if (Normalizer.Counts(service, operation))
                _requests.Add(new(service, operation, region ?? homeRegion, normalized));
            var scripted = _script.Take(service, operation, normalized);
            if (scripted?.Error is { } error)
                throw new ServiceException(error.Code, error.Message) { StatusCode = error.Status };
            if (scripted is { HasBody: true })
                return service == "s3" ? ObjectStore.Answer(operation, scripted.Body) : scripted.Body;
            return service == "s3"
                ? _objects.Call(operation, input)
                : DefaultAnswers.To(service, operation, input, scripted);
        }
    }
}
