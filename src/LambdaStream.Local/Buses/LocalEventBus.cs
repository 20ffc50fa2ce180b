using LambdaStream.Connectors;
using LambdaStream.Local.Buses.Patterns;

namespace LambdaStream.Local;

/// <summary>An EventBridge bus in memory. Events come in through <see cref="LocalWorld.EventBridge"/>.</summary>
public sealed class LocalEventBus
{
    private readonly Lock _lock = new();
    private readonly Action<IDelivery> _register;
    private readonly List<LocalRule> _rules = [];
    private readonly List<Json> _events = [];

    internal LocalEventBus(string name, LocalEnvironment environment, Action<IDelivery> register)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Arn = environment.Arn("events", $"event-bus/{name}");
        _register = register;
    }

    /// <summary>The name of the bus.</summary>
    public string Name { get; }

    /// <summary>The ARN of the bus.</summary>
    public string Arn { get; }

    /// <summary>The events that were put on the bus so far, in EventBridge's envelope.</summary>
    public IReadOnlyList<Json> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    /// <summary>Adds a rule. It routes the events that come from now on.</summary>
    /// <param name="name">The name of the rule.</param>
    /// <param name="pattern">The event pattern in JSON, such as <c>{"detail-type": [{"prefix": "thing-"}]}</c>.</param>
    /// <exception cref="ServiceException">It is no event pattern.</exception>
    public LocalRule Rule(string name, string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var rule = new LocalRule(this, name, EventPattern.Parse(pattern), _register);
        lock (_lock)
            _rules.Add(rule);
        return rule;
    }

    internal void Accept(Json envelope)
    {
        LocalRule[] rules;
        lock (_lock)
        {
            _events.Add(envelope);
            rules = [.. _rules];
        }
        foreach (var rule in rules)
            rule.Route(envelope);
    }
}
