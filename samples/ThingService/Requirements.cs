using LambdaStream;

namespace ThingService;

/// <summary>What an event must have to be of use. One that lacks it becomes a fault that says so.</summary>
internal static class Requirements
{
    public static Json Entity(this UnitOfWork uow, string name) =>
        uow.Event[name] is { IsDefined: true } entity
            ? entity
            : throw new InvalidOperationException($"The event has no {name}.");

    public static Json Field(this Json entity, string name) =>
        entity[name] is { IsDefined: true } value
            ? value
            : throw new InvalidOperationException($"The event's entity has no {name}.");
}
