using System.Text.Json.Nodes;
using LambdaStream.Encryption;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>Makes the steps of a hand-made pipeline. A new step is one more entry.</summary>
internal sealed class StepFactory
{
    private readonly RuleBinding _rule;
    private readonly Dictionary<string, Func<RuleBinding, Step>> _steps;

    public StepFactory(RuleBinding rule)
    {
        _rule = rule;
        _steps = new(StringComparer.Ordinal)
        {
            ["compact"] = Compact,
            ["group"] = Group,
            ["splitObject"] = Split,
            ["queryAllDynamoDB"] = TableSteps.QueryAll,
            ["batchGetDynamoDB"] = TableSteps.BatchGet,
            ["scanSplitDynamoDB"] = TableSteps.ScanSplit,
            ["querySplitDynamoDB"] = TableSteps.QuerySplit,
            ["updateDynamoDB"] = TableSteps.Update,
            ["putDynamoDB"] = TableSteps.Put,
            ["publishToEventBridge"] = step => Publish(step, Publisher.EventBridge),
            ["publishToKinesis"] = step => Publish(step, Publisher.Kinesis),
            ["sendToFirehose"] = step => Publish(step, Publisher.Firehose),
            ["sendToSqs"] = SendToSqs,
            ["publishToSns"] = PublishToSns,
            ["getObjectFromS3"] = ObjectSteps.Get,
            ["getObjectFromS3AsStream"] = ObjectSteps.GetLines,
            ["splitS3Object"] = ObjectSteps.Split,
            ["listObjectsFromS3"] = ObjectSteps.List,
            ["pageObjectsFromS3"] = ObjectSteps.Page,
            ["headS3Object"] = ObjectSteps.Head,
            ["putObjectToS3"] = ObjectSteps.Put,
            ["copyS3Object"] = ObjectSteps.Copy,
            ["deleteObjectFromS3"] = ObjectSteps.Delete,
            ["invokeLambda"] = InvokeLambda,
            ["scheduleEvent"] = ScheduleEvent,
            ["writeRecords"] = WriteRecords,
            ["encryptEvent"] = EncryptEvent,
            ["decryptEvent"] = DecryptEvent,
            ["decryptChangeEvent"] = DecryptChangeEvent,
        };
    }

    public Step Make(JsonArray steps)
    {
        var made = steps.Select(step => Make(step!.AsObject())).ToList();
        return units => made.Aggregate(units, (stream, step) => step(stream));
    }

    private Step Make(JsonObject definition)
    {
        var (name, argument) = definition.First();
        switch (name)
        {
            case "set":
                return units => units.Map(uow => Set(uow, argument));
            case "filter":
                return units => units.Filter(_rule.Predicate(argument));
        }
        if (!_steps.TryGetValue(name, out var make))
        {
            _rule.Vector.Missing.Add($"the step {name}");
            return units => units;
        }
        var step = _rule.Step(argument as JsonObject ?? []);
        var made = make(step);
        step.Members.TakeQuiet();
        // What the step has asked for is known of the rule's members too.
        foreach (var member in step.Members.Asked)
            _rule.Members.Node(member);
        foreach (var member in step.Members.Unasked)
            _rule.Vector.Missing.Add($"the member {member} of the step {name}");
        return made;
    }

    private UnitOfWork Set(UnitOfWork uow, JsonNode? template)
    {
        var value = _rule.Vector.Evaluator.Evaluate(template, _rule.ContextOf(uow));
        return (value.Node as JsonObject ?? []).Aggregate(
            uow,
            (unit, member) =>
                member.Key == "event"
                    ? unit.With(Events.Of(member.Value) ?? Event.None)
                    : _rule.Vector.Slots.Write(unit, member.Key, member.Value)
        );
    }

    private static Step Compact(RuleBinding step) =>
        step.Compaction() is { } compaction ? units => units.Compact(compaction) : units => units;

    private static Step Group(RuleBinding step) => step.Members.Flag("group") ? units => units.Group() : units => units;

    private static Step Split(RuleBinding step) =>
        SplittingFactory.Make(step) is { } splitting ? units => units.Split(splitting) : units => units;

    private static Step Publish(RuleBinding step, Publisher publisher)
    {
        var eventField = step.Members.Text("eventField");
        var options = PublishFactory.Options(step.Members) with
        {
            EventBridgeEntry = step.Slot(Slots.PublishRequestEntry, "publishRequestEntryField"),
            EventBridgeRequest = step.Slot(Slots.PublishRequest, "publishRequestField"),
            Event = eventField is null or "event" ? null : step.Vector.Slots.Event(eventField),
        };
        return units => publisher.Connect(units, options);
    }

    private static Step InvokeLambda(RuleBinding step)
    {
        var options = new InvokeOptions
        {
            Request = step.Slot(Slots.InvokeRequest, "invokeField"),
            Parallel = step.Members.Number("parallel"),
            Rate = step.Members.Rate(),
            IgnoreFunctionError = true,
        };
        return units => units.InvokeLambda(options);
    }

    private static Step ScheduleEvent(RuleBinding step)
    {
        var options = new ScheduleOptions
        {
            Request = step.Slot(Slots.ScheduleRequest, "scheduleRequestField"),
            Response = step.Slot(Slots.ScheduleResponse, "scheduleResponseField"),
            Parallel = step.Members.Number("parallel"),
            Rate = step.Members.Rate(),
        };
        return units => units.ScheduleEvent(options);
    }

    private static Step WriteRecords(RuleBinding step)
    {
        var options = new TimestreamOptions
        {
            Request = step.Slot(Slots.WriteRequest, "writeRequestField"),
            Response = step.Slot(Slots.WriteResponse, "writeResponseField"),
            Parallel = step.Members.Number("parallel"),
        };
        return units => units.WriteToTimestream(options);
    }

    private static Step SendToSqs(RuleBinding step)
    {
        var options = MessageOptions.Sqs(step);
        return units => units.SendToSqs(options);
    }

    private static Step PublishToSns(RuleBinding step)
    {
        var options = MessageOptions.Sns(step);
        return units => units.PublishToSns(options);
    }

    private static Step EncryptEvent(RuleBinding step)
    {
        Slot<Event>? SlotOf(string member) =>
            step.Members.Text(member) is { } name and not "event" ? step.Vector.Slots.Event(name) : null;
        var options = new EncryptOptions
        {
            Event = SlotOf("sourceField"),
            Target = SlotOf("targetField"),
            Encryption = EncryptionForms.Fields(step),
            ToEncryption = EncryptionForms.Function(step),
            Parallel = step.Members.Number("parallel"),
        };
        return units => units.EncryptEvent(options);
    }

    private static Step DecryptEvent(RuleBinding step)
    {
        var options = EncryptionForms.Decryption(step.Members, Prefilter(step));
        return units => units.DecryptEvent(options);
    }

    private static Step DecryptChangeEvent(RuleBinding step)
    {
        var options = EncryptionForms.Decryption(step.Members, Prefilter(step));
        return units => units.DecryptChangeEvent(options);
    }

    // The events of a pipeline are those that its rule wants.
    private static Func<UnitOfWork, bool> Prefilter(RuleBinding step) =>
        step.Members.Node("prefilter") switch
        {
            null => _ => false,
            JsonObject predicate => step.Predicate(predicate),
            _ => _ => true,
        };
}
