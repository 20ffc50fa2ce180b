using System.Text.Json;
using LambdaStream.Local.Buses;
using LambdaStream.Local.Buses.Patterns;

namespace LambdaStream.Local;

/// <summary>A rule of a bus: which events go to which targets.</summary>
/// <remarks>Events reach the targets while <see cref="LocalWorld.DrainAsync"/> runs.</remarks>
public sealed class LocalRule
{
    private readonly EventPattern _pattern;
    private readonly Action<IDelivery> _register;
    private readonly List<RuleTarget> _targets = [];

    internal LocalRule(LocalEventBus bus, string name, EventPattern pattern, Action<IDelivery> register)
    {
        Bus = bus;
        Name = name;
        _pattern = pattern;
        _register = register;
    }

    /// <summary>The name of the rule.</summary>
    public string Name { get; }

    /// <summary>The bus whose events it routes.</summary>
    public LocalEventBus Bus { get; }

    /// <summary>The events that a target refused until its last attempt. EventBridge sends such to a dead-letter queue.</summary>
    public IReadOnlyList<UndeliveredEvent> Undelivered => [.. _targets.SelectMany(target => target.Undelivered)];

    /// <summary>Routes to a stream; by default as an event hub does, see <see cref="TargetOptions.EventHub"/>.</summary>
    public LocalRule To(LocalStream stream, TargetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= TargetOptions.EventHub;
        var partitionKey = options.PartitionKeyPath is { } path ? new EventPath(path) : new EventPath("$.id");
        return Add(
            stream.Name,
            options,
            (envelope, input, _) =>
            {
                var key = partitionKey.In(envelope);
                stream.Put(TextOf(key.IsNullOrUndefined ? envelope["id"] : key), input);
                return ValueTask.CompletedTask;
            }
        );
    }

    /// <summary>Routes to a delivery stream; by default the whole envelope goes there, as to an event lake.</summary>
    public LocalRule To(LocalDeliveryStream stream, TargetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Add(
            stream.Name,
            options ?? new(),
            (_, input, _) =>
            {
                stream.Put(input.ToUtf8());
                return ValueTask.CompletedTask;
            }
        );
    }

    /// <summary>Routes to a function, whose response is ignored.</summary>
    public LocalRule To(LocalFunction function, TargetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Add("a function", options ?? new(), async (_, input, token) => await function(input.ToUtf8(), token));
    }

    internal void Route(Json envelope)
    {
        if (!_pattern.Matches(envelope))
            return;
        foreach (var target in _targets)
            target.Accept(envelope);
    }

    private LocalRule Add(string name, TargetOptions options, Func<Json, Json, CancellationToken, ValueTask> deliver)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumRetryAttempts);
        var input = new EventPath(options.InputPath);
        var target = new RuleTarget(
            $"rule {Name} of bus {Bus.Name} to {name}",
            options.MaximumRetryAttempts,
            (envelope, token) =>
                deliver(envelope, input.In(envelope) is { IsDefined: true } part ? part : Json.Null, token)
        );
        _targets.Add(target);
        _register(target);
        return this;
    }

    private static string TextOf(Json json) => json.Kind is JsonValueKind.String ? json.GetString()! : json.ToString();
}

/// <summary>An event that did not reach a target.</summary>
public sealed record UndeliveredEvent
{
    /// <summary>The event in EventBridge's envelope.</summary>
    public required Json Envelope { get; init; }

    /// <summary>How often it was delivered.</summary>
    public required int Attempts { get; init; }

    /// <summary>What the last attempt raised.</summary>
    public required Exception Error { get; init; }
}
