using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Local.EventSources;

namespace LambdaStream.Local.Functions;

/// <summary>Lambda over the functions and event source mappings of a world, and of the worlds that stand for other regions.</summary>
internal sealed class LocalLambda(LocalWorld world, LocalEnvironment environment, AsynchronousInvocations asynchronous)
    : ILambda
{
    private const int MaxPayload = 6 * 1024 * 1024;
    private const int MaxEventPayload = 1024 * 1024;
    private const int MaxBatchSize = 10_000;

    public async ValueTask<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (Elsewhere(request.Region) is { } other)
            return await other.InvokeAsync(request with { Region = null }, cancellationToken);
        var name = NameOf(request.FunctionName);
        var function =
            world.FindFunction(name)
            ?? throw Refusal(
                "ResourceNotFoundException",
                $"Function not found: {environment.Arn("lambda", $"function:{name}")}",
                HttpStatusCode.NotFound
            );
        var type = request.InvocationType ?? InvocationType.RequestResponse;
        var most = type is InvocationType.Event ? MaxEventPayload : MaxPayload;
        if (request.Payload.Length > most)
            throw Refusal(
                "RequestEntityTooLargeException",
                $"{request.Payload.Length} byte payload is too large for the {type} invocation type (limit {most} bytes)",
                HttpStatusCode.RequestEntityTooLarge
            );
        CheckJson(request.Payload);
        switch (type)
        {
            case InvocationType.DryRun:
                return new() { StatusCode = (int)HttpStatusCode.NoContent };
            case InvocationType.Event:
                asynchronous.Add(name, function, request.Payload);
                return new() { StatusCode = (int)HttpStatusCode.Accepted };
            default:
                return await CallAsync(function, request.Payload, cancellationToken);
        }
    }

    public ValueTask<EventSourceMappingConfiguration> CreateEventSourceMappingAsync(
        CreateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) =>
        Elsewhere(request.Region) is { } other
            ? other.CreateEventSourceMappingAsync(request with { Region = null }, cancellationToken)
            : Answer.To(request, Create, cancellationToken);

    public ValueTask<EventSourceMappingConfiguration> UpdateEventSourceMappingAsync(
        UpdateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) =>
        Elsewhere(request.Region) is { } other
            ? other.UpdateEventSourceMappingAsync(request with { Region = null }, cancellationToken)
            : Answer.To(request, Update, cancellationToken);

    public ValueTask<EventSourceMappingConfiguration> DeleteEventSourceMappingAsync(
        DeleteEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) =>
        Elsewhere(request.Region) is { } other
            ? other.DeleteEventSourceMappingAsync(request with { Region = null }, cancellationToken)
            : Answer.To(request, Delete, cancellationToken);

    public ValueTask<ListEventSourceMappingsResponse> ListEventSourceMappingsAsync(
        ListEventSourceMappingsRequest request,
        CancellationToken cancellationToken
    ) =>
        Elsewhere(request.Region) is { } other
            ? other.ListEventSourceMappingsAsync(request with { Region = null }, cancellationToken)
            : Answer.To(request, List, cancellationToken);

    private EventSourceMappingConfiguration Create(CreateEventSourceMappingRequest request)
    {
        var name = NameOf(request.FunctionName);
        var function =
            world.FindFunction(name)
            ?? throw Invalid($"Function does not exist: {environment.Arn("lambda", $"function:{name}")}");
        if (
            world.Mappings.FirstOrDefault(mapping =>
                mapping.FunctionName == name && mapping.SourceArn == request.EventSourceArn
            ) is
            { } existing
        )
            throw Refusal(
                "ResourceConflictException",
                $"An event source mapping with {request.EventSourceArn} and function {name} already exists. Please update or delete the existing mapping with UUID {existing.Id}",
                HttpStatusCode.Conflict
            );
        CheckBatchSize(request.BatchSize);
        return world.Map(request, name, function).Describe(environment);
    }

    private EventSourceMappingConfiguration Update(UpdateEventSourceMappingRequest request)
    {
        var mapping = Find(request.UUID);
        CheckBatchSize(request.BatchSize);
        if (request.FunctionName is { } name && NameOf(name) != mapping.FunctionName)
            throw Invalid("A mapping of an embedded world keeps its function.");
        mapping.BatchSize = request.BatchSize ?? mapping.BatchSize;
        mapping.IsEnabled = request.Enabled ?? mapping.IsEnabled;
        return mapping.Describe(environment);
    }

    private EventSourceMappingConfiguration Delete(DeleteEventSourceMappingRequest request)
    {
        var mapping = Find(request.UUID);
        world.Unmap(mapping);
        return mapping.Describe(environment) with { State = "Deleting" };
    }

    private ListEventSourceMappingsResponse List(ListEventSourceMappingsRequest request)
    {
        var name = request.FunctionName is null ? null : NameOf(request.FunctionName);
        return new()
        {
            EventSourceMappings =
            [
                .. world
                    .Mappings.Where(mapping =>
                        (name is null || mapping.FunctionName == name)
                        && (request.EventSourceArn is null || mapping.SourceArn == request.EventSourceArn)
                    )
                    .Select(mapping => mapping.Describe(environment)),
            ],
        };
    }

    private static async ValueTask<InvokeResponse> CallAsync(
        LocalFunction function,
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return new() { StatusCode = 200, Payload = await function(payload, cancellationToken) };
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var details = Json.ObjectOf(("errorType", error.GetType().Name), ("errorMessage", error.Message));
            return new()
            {
                StatusCode = 200,
                FunctionError = "Unhandled",
                Payload = details.ToUtf8(),
            };
        }
    }

    private ILambda? Elsewhere(string? region) =>
        region is null || region == environment.Region ? null : world.In(region).Lambda;

    private MappingState Find(string id) =>
        world.Mappings.FirstOrDefault(mapping => mapping.Id == id)
        ?? throw Refusal(
            "ResourceNotFoundException",
            "The resource you requested does not exist.",
            HttpStatusCode.NotFound
        );

    private static void CheckJson(ReadOnlyMemory<byte> payload)
    {
        try
        {
            if (!payload.IsEmpty)
                Json.Parse(payload.ToArray());
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw Refusal(
                "InvalidRequestContentException",
                $"Could not parse request body into json: {exception.Message}"
            );
        }
    }

    private static void CheckBatchSize(int? batchSize)
    {
        if (batchSize is < 1 or > MaxBatchSize)
            throw Invalid(
                $"1 validation error detected: Value '{batchSize}' at 'batchSize' failed to satisfy constraint: Member must have value between 1 and {MaxBatchSize}"
            );
    }

    private static string NameOf(string nameOrArn)
    {
        var function = nameOrArn.IndexOf(":function:", StringComparison.Ordinal);
        return function < 0 ? nameOrArn : nameOrArn[(function + ":function:".Length)..].Split(':')[0];
    }

    private static ServiceException Invalid(string message) => Refusal("InvalidParameterValueException", message);

    private static ServiceException Refusal(
        string code,
        string message,
        HttpStatusCode status = HttpStatusCode.BadRequest
    ) => new(code, message) { StatusCode = status };
}
