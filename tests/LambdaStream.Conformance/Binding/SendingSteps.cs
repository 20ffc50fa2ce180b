using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>The steps that send events, messages and requests to other services.</summary>
internal static class SendingSteps
{
    public static Dictionary<string, Func<RuleBinding, Step>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["publishToEventBridge"] = StepForm.Of(Steps.PublishToEventBridge, Publishing),
            ["publishToKinesis"] = StepForm.Of(Steps.PublishToKinesis, Publishing),
            ["sendToFirehose"] = StepForm.Of(Steps.SendToFirehose, Publishing),
            ["sendToSqs"] = StepForm.Of(Steps.SendToSqs, MessageOptions.Sqs),
            ["publishToSns"] = StepForm.Of(Steps.PublishToSns, MessageOptions.Sns),
            ["invokeLambda"] = StepForm.Of(
                Steps.InvokeLambda,
                step => new InvokeOptions
                {
                    Request = step.Slot(Slots.InvokeRequest, "invokeField"),
                    Parallel = step.Members.Number("parallel"),
                    Rate = step.Members.Rate(),
                    IgnoreFunctionError = true,
                }
            ),
            ["scheduleEvent"] = StepForm.Of(
                Steps.ScheduleEvent,
                step => new ScheduleOptions
                {
                    Request = step.Slot(Slots.ScheduleRequest, "scheduleRequestField"),
                    Response = step.Slot(Slots.ScheduleResponse, "scheduleResponseField"),
                    Parallel = step.Members.Number("parallel"),
                    Rate = step.Members.Rate(),
                }
            ),
            ["writeRecords"] = StepForm.Of(
                Steps.WriteToTimestream,
                step => new TimestreamOptions
                {
                    Request = step.Slot(Slots.WriteRequest, "writeRequestField"),
                    Response = step.Slot(Slots.WriteResponse, "writeResponseField"),
                    Parallel = step.Members.Number("parallel"),
                }
            ),
        };

    private static PublishOptions Publishing(RuleBinding step) =>
        PublishFactory.Options(step.Members) with
        {
            EventBridgeEntry = step.Slot(Slots.PublishRequestEntry, "publishRequestEntryField"),
            EventBridgeRequest = step.Slot(Slots.PublishRequest, "publishRequestField"),
            Event = step.EventSlot("eventField"),
        };
}
