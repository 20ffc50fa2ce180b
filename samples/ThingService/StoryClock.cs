namespace ThingService;

/// <summary>The clock of the world: it stands at the last command, so that every run tells the same.</summary>
internal sealed class StoryClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public void Advance(DateTimeOffset time) => _now = time;

    public override DateTimeOffset GetUtcNow() => _now;
}
