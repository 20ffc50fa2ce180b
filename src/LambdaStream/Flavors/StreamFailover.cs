using System.Globalization;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Moves the event source mapping of a listener from the region that is in trouble to this one, as an alarm says.</summary>
/// <remarks>
/// The Node library's flavor <c>streamFailover</c>, for the source <see cref="From.Alarm"/> behind a rule of EventBridge for the state changes of alarms, to be
/// deployed in both regions. Taken are an ALARM of the failover region and an OK of this one. The mapping is created here
/// disabled, reading from some time before the alarm, deleted there, and only then enabled, so that at no time both are at
/// work. Where there is no enabled mapping in the other region, nothing happens.
/// </remarks>
public sealed class StreamFailover : Rule
{
    /// <summary>The other region; by default FAILOVER_REGION.</summary>
    public string? FailoverRegion { get; init; }

    /// <summary>The name of the function, the same in both regions; by default LISTENER_FUNCTION_NAME.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The ARN of the stream in this region; by default STREAM_ARN.</summary>
    public string? StreamArn { get; init; }

    /// <summary>How far before the alarm reading starts; by default 30 minutes. BACKOFF.</summary>
    public TimeSpan? Backoff { get; init; }

    /// <summary>A Lambda of one's own; by default that of the options.</summary>
    public ILambda? Lambda { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OnContentOf(this)
            .Filter(IsForThisRegion)
            .Map(uow => uow.With(Slots.ListMappingsRequest, ToListRequest(uow)))
            .ListEventSourceMappings(new() { Lambda = Lambda })
            .Map(uow => uow.With(Slots.CreateMappingRequest, ToCreateRequest(uow)))
            .CreateEventSourceMapping(new() { Lambda = Lambda })
            .Map(uow => uow.With(Slots.DeleteMappingRequest, ToDeleteRequest(uow)))
            .DeleteEventSourceMapping(new() { Lambda = Lambda })
            .Map(uow => uow.With(Slots.UpdateMappingRequest, ToUpdateRequest(uow)))
            .UpdateEventSourceMapping(new() { Lambda = Lambda });

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RefuseEncryption();
        var all = check.Options;
        check.RequirePort(Lambda ?? all.Lambda, nameof(StreamOptions.Lambda));
        check.Require(
            all.Region is not null,
            "It does not know its own region. Set StreamOptions.Region, or AWS_REGION."
        );
        check.Require(
            FailoverRegion is not null || all.FailoverRegion is not null,
            "It has no other region. Set FailoverRegion, or FAILOVER_REGION."
        );
        check.Require(
            FunctionName is not null || all.ListenerFunctionName is not null,
            "It has no function. Set FunctionName, or LISTENER_FUNCTION_NAME."
        );
        check.Require(
            StreamArn is not null || all.StreamArn is not null,
            "It has no stream. Set StreamArn, or STREAM_ARN."
        );
    }

    private bool IsForThisRegion(UnitOfWork uow)
    {
        var region = uow.Event["region"].GetString();
        return uow.Event["detail"]["state"]["value"].GetString() switch
        {
            "ALARM" => region == OtherRegion(uow),
            "OK" => region == uow.Invocation.Options.Region,
            _ => false,
        };
    }

    private ListEventSourceMappingsRequest ToListRequest(UnitOfWork uow) =>
        new() { Region = OtherRegion(uow), FunctionName = Function(uow) };

    private CreateEventSourceMappingRequest? ToCreateRequest(UnitOfWork uow)
    {
        if (Found(uow) is not { State: "Enabled" } found)
            return null;
        var all = uow.Invocation.Options;
        var alarm = DateTimeOffset.Parse(
            uow.Event.Require("time").GetString()!,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
        return new()
        {
            Region = all.Region,
            EventSourceArn = (StreamArn ?? all.StreamArn)!,
            FunctionName = Function(uow),
            Enabled = false,
            StartingPosition = "AT_TIMESTAMP",
            StartingPositionTimestamp = alarm - (Backoff ?? all.FailoverBackoff),
            BatchSize = found.BatchSize,
            MaximumBatchingWindowInSeconds = found.MaximumBatchingWindowInSeconds,
            ParallelizationFactor = found.ParallelizationFactor,
            MaximumRecordAgeInSeconds = found.MaximumRecordAgeInSeconds,
            MaximumRetryAttempts = found.MaximumRetryAttempts,
            BisectBatchOnFunctionError = found.BisectBatchOnFunctionError,
            TumblingWindowInSeconds = found.TumblingWindowInSeconds,
            FunctionResponseTypes = found.FunctionResponseTypes,
            FilterCriteria = found.FilterCriteria,
            DestinationConfig = found.DestinationConfig,
        };
    }

    private DeleteEventSourceMappingRequest? ToDeleteRequest(UnitOfWork uow) =>
        uow.Has(Slots.CreateMappingResponse) && Found(uow)?.UUID is { } id
            ? new() { Region = OtherRegion(uow), UUID = id }
            : null;

    private static UpdateEventSourceMappingRequest? ToUpdateRequest(UnitOfWork uow) =>
        uow.Has(Slots.DeleteMappingResponse) && uow.Get(Slots.CreateMappingResponse)?.UUID is { } id
            ? new()
            {
                Region = uow.Invocation.Options.Region,
                UUID = id,
                Enabled = true,
            }
            : null;

    private static EventSourceMappingConfiguration? Found(UnitOfWork uow) =>
        uow.Get(Slots.ListMappingsResponse)!.EventSourceMappings is [var first, ..] ? first : null;

    private string OtherRegion(UnitOfWork uow) => (FailoverRegion ?? uow.Invocation.Options.FailoverRegion)!;

    private string Function(UnitOfWork uow) => (FunctionName ?? uow.Invocation.Options.ListenerFunctionName)!;
}
