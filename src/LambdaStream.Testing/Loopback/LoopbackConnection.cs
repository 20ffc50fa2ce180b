using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LambdaStream.Testing;

/// <summary>One connection of an HTTP client: as much of HTTP/1.1 as the clients of AWS speak.</summary>
internal sealed class LoopbackConnection(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private int _requests;

    /// <summary>Reads the next request; null at the end of the connection.</summary>
    public async Task<LoopbackRequest?> ReadAsync(int number, TimeProvider time, CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }
        var lines = Encoding.UTF8.GetString(_buffer, 0, end).Split("\r\n");
        var headers = Headers(lines.AsSpan(1));
        var bodyLength = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        var bodyStart = end + 4;
        while (_length < bodyStart + bodyLength)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }
        var body = _buffer.AsSpan(bodyStart, bodyLength).ToArray();
        _length -= bodyStart + bodyLength;
        _buffer.AsSpan(bodyStart + bodyLength, _length).CopyTo(_buffer);
        _requests++;
        var start = lines[0].Split(' ');
        return new()
        {
            Method = start[0],
            Target = start[1],
            Headers = headers,
            Body = body,
            Connection = number,
            Time = time.GetUtcNow(),
        };
    }

    /// <summary>Writes an answer.</summary>
    /// <returns>Whether the connection goes on.</returns>
    public async Task<bool> WriteAsync(LoopbackAnswer answer, TimeProvider time, CancellationToken cancellationToken)
    {
        if (answer.After is { } after)
            await after.WaitAsync(cancellationToken);
        if (answer.CutAfter < 0)
            return false;
        var body = answer.Body;
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(Head(answer, time)), cancellationToken);
        if (answer.CutAfter is { } cut)
        {
            await WriteBodyAsync(answer, body[..Math.Min(cut, body.Length)], cancellationToken);
            return false;
        }
        if (answer.BodyAfter is { } bodyAfter)
        {
            await WriteBodyAsync(answer, body[..(body.Length / 2)], cancellationToken);
            body = body[(body.Length / 2)..];
            await bodyAfter.WaitAsync(cancellationToken);
        }
        await WriteBodyAsync(answer, body, cancellationToken);
        if (answer.IsChunked)
            await _stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        return true;
    }

    public void Dispose() => _stream.Dispose();

    private string Head(LoopbackAnswer answer, TimeProvider time)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Scripted\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Date: {time.GetUtcNow():r}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"x-amzn-RequestId: loopback-{_requests}\r\n");
        if (answer.IsChunked)
            head.Append("Transfer-Encoding: chunked\r\n");
        // HEAD is answered with the length of a body that does not come.
        else if (!answer.Headers.ContainsKey("Content-Length"))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return head.Append("\r\n").ToString();
    }

    private async Task WriteBodyAsync(
        LoopbackAnswer answer,
        ReadOnlyMemory<byte> part,
        CancellationToken cancellationToken
    )
    {
        if (part.IsEmpty)
            return;
        if (answer.IsChunked)
            await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), cancellationToken);
        await _stream.WriteAsync(part, cancellationToken);
        if (answer.IsChunked)
            await _stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, _length * 2);
        var read = await _stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
        _length += read;
        return read > 0;
    }

    private static Dictionary<string, string> Headers(ReadOnlySpan<string> lines)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = line[..colon];
            var value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
        }
        return headers;
    }
}
