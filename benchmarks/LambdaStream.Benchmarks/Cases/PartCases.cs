using System.Buffers;
using LambdaStream.Connectors;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>What functions are made of: an event of 1 KB, and the update that an entity of 18 fields becomes.</summary>
internal static class PartCases
{
    private const int Calls = 1_000;

    private static readonly byte[] Text = KinesisPayload.CreateEvent(9);
    private static readonly Event Event = Event.Parse(Text);
    private static readonly Json Entity = Event["thing"];
    private static readonly Item Values = BuildUpdate().ExpressionAttributeValues!;
    private static readonly ArrayBufferWriter<byte> Output = new(4_096);

    public static IReadOnlyList<Case> All { get; } =
    [
        Of("event-parse", () => Event.Parse(Text)),
        Of("event-entity", () => Event["thing"]),
        Of("event-entity-id", () => Event["thing"]["id"].GetString()),
        Of("event-tag", () => Event.Tag("source")),
        Of("event-write-changed", () => Write(output => Event.With("type", "thing-seen").WriteTo(output))),
        Of("update-build", BuildUpdate),
        Of("item-from-json", () => Item.From(Entity)),
        Of("item-write", () => Write(output => Values.WriteTypedJson(output))),
    ];

    private static Case Of<T>(string name, Func<T> work) =>
        new(
            $"part/{name}",
            Calls,
            () =>
                () =>
                {
                    T? last = default;
                    for (var i = 0; i < Calls; i++)
                        last = work();
                    GC.KeepAlive(last);
                    return ValueTask.CompletedTask;
                }
        );

    private static UpdateItemRequest BuildUpdate() =>
        UpdateRequest
            .For(pk: Entity["id"], sk: "thing")
            .Set(Entity)
            .Set("discriminator", "thing")
            .Set("timestamp", Event.Timestamp)
            .IfNewer()
            .Build();

    private static int Write(Action<ArrayBufferWriter<byte>> write)
    {
        Output.ResetWrittenCount();
        write(Output);
        return Output.WrittenCount;
    }
}
