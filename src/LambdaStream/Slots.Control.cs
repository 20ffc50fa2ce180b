using LambdaStream.Connectors;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Slots
{
    /// <summary>What <see cref="Steps.InvokeLambda"/> calls.</summary>
    public static Slot<InvokeRequest> InvokeRequest { get; } = new("invokeRequest", LambdaJson.Of);

    /// <summary>What the function answered.</summary>
    public static Slot<InvokeResponse> InvokeResponse { get; } = new("invokeResponse", LambdaJson.Of);

    /// <summary>What <see cref="Steps.CreateEventSourceMapping"/> creates.</summary>
    public static Slot<CreateEventSourceMappingRequest> CreateMappingRequest { get; } =
        new("createRequest", LambdaJson.Of);

    /// <summary>The mapping that was created.</summary>
    public static Slot<EventSourceMappingConfiguration> CreateMappingResponse { get; } =
        new("createResponse", LambdaJson.Of);

    /// <summary>What <see cref="Steps.UpdateEventSourceMapping"/> changes.</summary>
    public static Slot<UpdateEventSourceMappingRequest> UpdateMappingRequest { get; } =
        new("updateRequest", LambdaJson.Of);

    /// <summary>The mapping that was changed.</summary>
    public static Slot<EventSourceMappingConfiguration> UpdateMappingResponse { get; } =
        new("updateResponse", LambdaJson.Of);

    /// <summary>What <see cref="Steps.DeleteEventSourceMapping"/> deletes.</summary>
    public static Slot<DeleteEventSourceMappingRequest> DeleteMappingRequest { get; } =
        new("deleteRequest", LambdaJson.Of);

    /// <summary>The mapping that was deleted.</summary>
    public static Slot<EventSourceMappingConfiguration> DeleteMappingResponse { get; } =
        new("deleteResponse", LambdaJson.Of);

    /// <summary>Which mappings <see cref="Steps.ListEventSourceMappings"/> looks for.</summary>
    public static Slot<ListEventSourceMappingsRequest> ListMappingsRequest { get; } = new("listRequest", LambdaJson.Of);

    /// <summary>The mappings that were found.</summary>
    public static Slot<ListEventSourceMappingsResponse> ListMappingsResponse { get; } =
        new("listResponse", LambdaJson.Of);

    /// <summary>What <see cref="Steps.ScheduleEvent"/> schedules.</summary>
    public static Slot<CreateScheduleRequest> ScheduleRequest { get; } = new("scheduleRequest", SchedulerJson.Of);

    /// <summary>What the scheduler answered.</summary>
    public static Slot<CreateScheduleResponse> ScheduleResponse { get; } = new("scheduleResponse", SchedulerJson.Of);

    /// <summary>What <see cref="Steps.PutMetrics"/> puts.</summary>
    public static Slot<PutMetricDataRequest> MetricsRequest { get; } = new("putRequest", CloudWatchJson.Of);

    /// <summary>What CloudWatch answered.</summary>
    public static Slot<PutMetricDataResponse> MetricsResponse { get; } = new("putResponse", _ => Json.EmptyObject);

    /// <summary>What <see cref="Steps.WriteToTimestream"/> writes.</summary>
    public static Slot<WriteRecordsRequest> WriteRequest { get; } = new("writeRequest", TimestreamJson.Of);

    /// <summary>What Timestream answered.</summary>
    public static Slot<WriteRecordsResponse> WriteResponse { get; } = new("writeResponse", TimestreamJson.Of);

    /// <summary>The secrets that <see cref="Steps.GetSecrets"/> has read. A fault event does not show them.</summary>
    public static Slot<Secret> Secrets { get; } = new("secrets", _ => "[REDACTED]");
}
