using System.Net;

namespace LambdaStream.Aws.Transport;

/// <summary>A body that is sent piece by piece, and tells of each piece that has gone.</summary>
internal sealed class LargeContent(ReadOnlyMemory<byte> body, Action progressed) : HttpContent
{
    private const int Piece = 64 * 1024;

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        for (var sent = 0; sent < body.Length; sent += Piece)
        {
            await stream.WriteAsync(body.Slice(sent, Math.Min(Piece, body.Length - sent)), cancellationToken);
            progressed();
        }
    }
}
