namespace Reporting;

/// <summary>The clock of the world: it stands where the story is, so that every run tells the same.</summary>
public sealed class StoryClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public void Advance(DateTimeOffset time) => _now = time;

    public void Advance(TimeSpan time) => _now += time;

    public override DateTimeOffset GetUtcNow() => _now;
}
