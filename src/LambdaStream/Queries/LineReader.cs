using System.Buffers;
using System.Text;

namespace LambdaStream.Queries;

/// <summary>Reads text in UTF-8 line by line.</summary>
/// <param name="stream">The text; what is no UTF-8 becomes U+FFFD.</param>
/// <param name="delimiter">What stands between two lines.</param>
internal sealed class LineReader(Stream stream, string delimiter) : IDisposable
{
    // A line that never ends would fill the memory.
    private const int MaxLength = 64 * 1024 * 1024;

    // Bytes read at once. A line seldom has more characters than four times as many.
    private const int Chunk = 4 * 1024;

    private readonly StreamReader _reader = new(
        stream,
        Encoding.UTF8,
        detectEncodingFromByteOrderMarks: false,
        Chunk,
        leaveOpen: true
    );

    // What was read and is in no line yet: from a place on, up to another one.
    private char[] _text = ArrayPool<char>.Shared.Rent(4 * Chunk);
    private int _start;
    private int _end;

    // Where in it no delimiter begins.
    private int _searched;
    private bool _hasText;
    private bool _isAtEnd;

    /// <summary>The next line without its delimiter; null behind the last one. Behind the last delimiter there is one more.</summary>
    /// <exception cref="InvalidDataException">A line is longer than 64 Mi characters.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_isAtEnd)
        {
            if (NextDelimiter() is >= 0 and var length)
                return Take(length, length + delimiter.Length);
            MakeRoom();
            var read = await _reader.ReadAsync(_text.AsMemory(_end), cancellationToken);
            _isAtEnd = read == 0;
            _hasText |= read > 0;
            _end += read;
        }
        if (!_hasText)
            return null;
        _hasText = false;
        return Take(_end - _start, _end - _start);
    }

    public void Dispose()
    {
        _reader.Dispose();
        ArrayPool<char>.Shared.Return(_text);
        _text = [];
    }

    private int NextDelimiter()
    {
        var found = _text.AsSpan(_searched.._end).IndexOf(delimiter);
        if (found >= 0)
            return _searched - _start + found;
        // It may have begun, and go on with what is read next.
        _searched = Math.Max(_searched, _end - delimiter.Length + 1);
        return -1;
    }

    private string Take(int length, int passed)
    {
        var line = new string(_text, _start, length);
        _searched = _start += passed;
        return line;
    }

    private void MakeRoom()
    {
        if (_end < _text.Length)
            return;
        var length = _end - _start;
        if (length > MaxLength)
            throw new InvalidDataException($"A line of the object has more than {MaxLength} characters.");
        var text = length > _text.Length / 2 ? ArrayPool<char>.Shared.Rent(_text.Length * 2) : _text;
        _text.AsSpan(_start, length).CopyTo(text);
        if (text != _text)
            ArrayPool<char>.Shared.Return(_text);
        (_text, _searched, _start, _end) = (text, _searched - _start, 0, length);
    }
}
