using LambdaStream.Connectors;

namespace LambdaStream.Aws.Transport;

/// <summary>The body of an answer as it comes. Each read has the attempt's time; what goes wrong is a <see cref="ServiceException"/>.</summary>
internal sealed class AnswerStream : Stream
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly AttemptTimeout _timeout;
    private readonly string _call;

    private AnswerStream(HttpResponseMessage response, Stream body, AttemptTimeout timeout, string call)
    {
        _response = response;
        _body = body;
        _timeout = timeout;
        _call = call;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <param name="response">The answer, which is the stream's from now on.</param>
    /// <param name="timeout">The attempt's, likewise.</param>
    /// <param name="call">The call, for messages.</param>
    public static async ValueTask<AnswerStream> OfAsync(
        HttpResponseMessage response,
        AttemptTimeout timeout,
        string call
    )
    {
        var body = await response.Content.ReadAsStreamAsync(timeout.Token);
        timeout.Pause();
        return new(response, body, timeout, call);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _timeout.Restart();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, cancellationToken);
        try
        {
            return await _body.ReadAsync(buffer, both.Token);
        }
        // The handler wraps some of the cancellations and not others, so the tokens decide.
        catch (Exception exception)
            when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _timeout.Caller.ThrowIfCancellationRequested();
            throw _timeout.IsExpired
                ? Failure(
                    "TimeoutError",
                    $"{_call} was answered in part, but then nothing came for {_timeout.Limit.TotalMilliseconds:0} ms.",
                    exception
                )
                : Failure(
                    "NetworkingError",
                    $"{_call} was answered in part, but then failed: {exception.Message}",
                    exception
                );
        }
        finally
        {
            _timeout.Pause();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Read it asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _response.Dispose();
            _timeout.Dispose();
        }
        base.Dispose(disposing);
    }

    private static ServiceException Failure(string code, string message, Exception cause) =>
        new(code, message, cause) { IsConnectionFailure = true };
}
