using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LambdaStream.Testing;

/// <summary>A request to the runtime API.</summary>
internal sealed record RuntimeApiRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body
);

/// <summary>The little of HTTP/1.1 that a runtime API and its client need: one request after the other, lengths known.</summary>
internal sealed class RuntimeApiConnection(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private byte[] _buffer = new byte[4096];
    private int _length;
    private Task<bool>? _fill;

    /// <summary>Ends when the client has gone, while nothing is read; or when it sends what nobody has asked for yet.</summary>
    public Task Gone => _fill ??= FillAsync();

    /// <summary>The next request; null where the client has gone.</summary>
    public async Task<RuntimeApiRequest?> ReadAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await MoreAsync())
                return null;
        }
        var lines = Encoding.ASCII.GetString(_buffer, 0, end).Split("\r\n");
        var start = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        var from = end + 4;
        var to = from + (headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, null) : 0);
        while (_length < to)
        {
            if (!await MoreAsync())
                return null;
        }
        var body = _buffer[from..to];
        _buffer.AsSpan(to.._length).CopyTo(_buffer);
        _length -= to;
        return new(start[0], start[1], headers, body);
    }

    public async Task WriteAsync(
        HttpStatusCode status,
        ReadOnlyMemory<byte> body = default,
        IEnumerable<(string Name, string? Value)>? headers = null
    )
    {
        var head = new StringBuilder($"HTTP/1.1 {(int)status} {status}\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers ?? [])
        {
            if (value is not null)
                head.Append(name).Append(": ").Append(value).Append("\r\n");
        }
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        await _stream.WriteAsync(body);
    }

    public void Dispose() => _stream.Dispose();

    private async Task<bool> MoreAsync()
    {
        var fill = _fill ?? FillAsync();
        _fill = null;
        return await fill;
    }

    private async Task<bool> FillAsync()
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, _length * 2);
        var read = await _stream.ReadAsync(_buffer.AsMemory(_length));
        _length += read;
        return read > 0;
    }
}
