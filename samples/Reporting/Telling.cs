using LambdaStream;
using LambdaStream.Connectors;
using LambdaStream.Local;

namespace Reporting;

/// <summary>What the services of a story that are not shown tell the others.</summary>
public static class Telling
{
    /// <summary>Puts events on a bus.</summary>
    /// <exception cref="InvalidOperationException">The bus refused one.</exception>
    public static async Task TellAsync(this LocalWorld world, string bus, params IEnumerable<Event> events)
    {
        foreach (var @event in events)
        {
            var entry = new PutEventsRequestEntry
            {
                EventBusName = bus,
                Source = "custom",
                DetailType = @event.Type,
                Detail = @event.ToJson(),
            };
            var answer = await world.EventBridge.PutEventsAsync(new() { Entries = [entry] }, CancellationToken.None);
            if (answer.FailedEntryCount > 0)
                throw new InvalidOperationException($"The bus refused {@event}: {answer.Entries[0].ErrorMessage}");
        }
    }
}
