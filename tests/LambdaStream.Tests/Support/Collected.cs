using LambdaStream.Connectors;

namespace LambdaStream.Tests;

/// <summary>Rows of collected and correlated events, as <see cref="Collect"/> and <see cref="Correlate"/> write them.</summary>
internal static class Collected
{
    // In the year 2096.
    public const long Ttl = 4_000_000_000;

    public static Item Row(Event stored, string key = "k1", long? ttl = Ttl) =>
        Item.Of(
            ("pk", stored.Id),
            ("sk", "EVENT"),
            ("discriminator", "EVENT"),
            ("timestamp", stored.Timestamp),
            ("sequenceNumber", "s1"),
            ("ttl", ttl),
            ("data", key),
            ("event", stored.ToJson())
        );

    public static Item Correlation(Event stored, string key = "k1", string? suffix = null) =>
        Item.Of(
            ("pk", suffix is null ? key : $"{key}.{suffix}"),
            ("sk", stored.Id),
            ("discriminator", "CORREL"),
            ("timestamp", stored.Timestamp),
            ("sequenceNumber", "s1"),
            ("suffix", suffix),
            ("ruleId", "crl"),
            ("event", stored.ToJson())
        );
}
