using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaStream.Peers;

/// <summary>Answers the driver's commands, one line each, as the Node side does (peers/node/serve.mjs).</summary>
public static class Server
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task RunAsync(Side side, byte[] payload)
    {
        var events = JsonDocument.Parse(payload).RootElement.GetProperty("Records").GetArrayLength();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            object answer = line.Split(' ') switch
            {
                ["digest"] => await DigestAsync(side, payload),
                ["run", var milliseconds] => await Measure.OfAsync(
                    () => side.InvokeAsync(payload),
                    events,
                    TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture))
                ),
                _ => throw new InvalidOperationException($"Not a command: {line}"),
            };
            Console.WriteLine(JsonSerializer.Serialize(answer, Json));
        }
    }

    private static async Task<Digest> DigestAsync(Side side, byte[] payload)
    {
        side.Seen.Start();
        await side.InvokeAsync(payload);
        return side.Seen.Stop();
    }
}
