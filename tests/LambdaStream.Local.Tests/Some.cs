using System.Text;
using LambdaStream.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Local.Tests;

internal static class Some
{
    public static readonly DateTimeOffset Instant = new(2026, 11, 23, 7, 5, 15, 250, TimeSpan.Zero);

    public static LocalWorld World() => new(new FakeTimeProvider(Instant));

    /// <summary>An item in typed JSON.</summary>
    public static Item Item(string typedJson) => Connectors.Item.FromTypedJson(Json.Parse(typedJson));

    public static AttributeValue Value(string typedJson) => AttributeValue.FromTypedJson(Json.Parse(typedJson));

    public static PutEventsRequestEntry Entry(string bus, string type, string detail = "{}") =>
        new()
        {
            EventBusName = bus,
            Source = "custom",
            DetailType = type,
            Detail = Json.Parse(detail),
        };

    public static ValueTask PutAsync(this LocalWorld world, params PutEventsRequestEntry[] entries) =>
        Expect(world.EventBridge.PutEventsAsync(new() { Entries = entries }, CancellationToken.None));

    private static async ValueTask Expect(ValueTask<PutEventsResponse> answer) =>
        Assert.Equal(0, (await answer).FailedEntryCount);

    public static Json Read(ReadOnlyMemory<byte> payload) => Json.Parse(payload.ToArray());

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
