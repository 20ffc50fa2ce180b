using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Switches the event source mapping of a function as a CloudWatch alarm says: what it calls is down, or up again.</summary>
/// <remarks>
/// The Node library's flavor <c>circuitBreaker</c>, for the source <see cref="From.Alarm"/>. The alarm disables the mapping;
/// without data it is half open, with one record at a time; when all is well it has its full batch size.
/// </remarks>
public sealed class CircuitBreaker : Rule
{
    /// <summary>The id of the event source mapping; by default ESM_ID.</summary>
    public string? EventSourceMappingId { get; init; }

    /// <summary>The full batch size; by default CIRCUIT_BREAKER_MAX_BATCH_SIZE, else BATCH_SIZE, else 100.</summary>
    public int? MaxBatchSize { get; init; }

    /// <summary>A Lambda of one's own; by default that of the options.</summary>
    public ILambda? Lambda { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OnContentOf(this)
            .Map(uow => uow.With(Slots.UpdateMappingRequest, ToUpdateRequest(uow)))
            .UpdateEventSourceMapping(new() { Lambda = Lambda });

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RefuseEncryption();
        check.RequirePort(Lambda ?? check.Options.Lambda, nameof(StreamOptions.Lambda));
        check.Require(
            EventSourceMappingId is not null || check.Options.EventSourceMappingId is not null,
            "It has no event source mapping. Set EventSourceMappingId, or ESM_ID."
        );
    }

    private UpdateEventSourceMappingRequest ToUpdateRequest(UnitOfWork uow)
    {
        var all = uow.Invocation.Options;
        var state = uow.Event["alarmData"]["state"].Require("value").GetString();
        return new()
        {
            UUID = (EventSourceMappingId ?? all.EventSourceMappingId)!,
            Enabled = state is not "ALARM",
            BatchSize = state is "INSUFFICIENT_DATA" ? 1 : MaxBatchSize ?? all.CircuitBreakerMaxBatchSize,
        };
    }
}
