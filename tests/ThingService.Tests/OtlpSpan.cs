using System.Buffers.Binary;
using System.Text;

namespace ThingService.Tests;

/// <summary>A span as a receiver of the OpenTelemetry protocol reads it from a request.</summary>
internal sealed record OtlpSpan(
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    int Kind,
    IReadOnlyList<string> Links
)
{
    /// <summary>The spans of an ExportTraceServiceRequest: of its resources, of their scopes.</summary>
    public static IEnumerable<OtlpSpan> Read(ReadOnlyMemory<byte> request) =>
        from resource in Fields(request)
        where resource.Number == 1
        from scope in Fields(resource.Bytes)
        where scope.Number == 2
        from span in Fields(scope.Bytes)
        where span.Number == 2
        select Of([.. Fields(span.Bytes)]);

    private static OtlpSpan Of(List<(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)> fields) =>
        new(
            Hex(fields, 1),
            Hex(fields, 2),
            Hex(fields, 4),
            Encoding.UTF8.GetString(fields.Single(field => field.Number == 5).Bytes.Span),
            (int)fields.Single(field => field.Number == 6).Value,
            [.. fields.Where(field => field.Number == 13).Select(link => Hex([.. Fields(link.Bytes)], 2))]
        );

    private static string Hex(List<(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)> fields, int number) =>
        Convert.ToHexStringLower(fields.Find(field => field.Number == number).Bytes.Span);

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)> Fields(
        ReadOnlyMemory<byte> message
    )
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint(message, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (number, default, Varint(message, ref at));
                    break;
                case 1:
                    yield return (number, default, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return (number, message.Slice(at, length), 0);
                    at += length;
                    break;
                case 5:
                    yield return (number, default, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Field {number} is of no known kind.");
            }
        }
    }

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message.Span[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
