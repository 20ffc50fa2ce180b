namespace LambdaStream.Aws.Transport;

/// <summary>Reads the body of an answer, up to a limit.</summary>
internal static class ResponseBody
{
    /// <param name="response">The answer.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="progressed">Called whenever something has come; null where nobody asks.</param>
    /// <exception cref="ResponseTooLargeException">The body is larger than the limit.</exception>
    public static async ValueTask<byte[]> ReadAsync(
        HttpResponseMessage response,
        int limit,
        CancellationToken cancellationToken,
        Action? progressed = null
    )
    {
        var length = response.Content.Headers.ContentLength;
        if (length > limit)
            throw new ResponseTooLargeException(limit);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (length is not { } known)
            return await ReadToEndAsync(stream, limit, progressed, cancellationToken);
        // The handler raises an error of its own where the connection ends before the last byte.
        var body = new byte[known];
        for (var read = 0; read < body.Length; progressed?.Invoke())
        {
            var count = await stream.ReadAsync(body.AsMemory(read), cancellationToken);
            read += count > 0 ? count : throw new EndOfStreamException("The answer ended before its last byte.");
        }
        return body;
    }

    private static async ValueTask<byte[]> ReadToEndAsync(
        Stream stream,
        int limit,
        Action? progressed,
        CancellationToken cancellationToken
    )
    {
        var body = new byte[4096];
        var length = 0;
        while (await stream.ReadAsync(body.AsMemory(length), cancellationToken) is not 0 and var read)
        {
            length += read;
            progressed?.Invoke();
            if (length > limit)
                throw new ResponseTooLargeException(limit);
            if (length == body.Length)
                Array.Resize(ref body, length * 2);
        }
        return body[..length];
    }
}

/// <summary>An answer is larger than the limit.</summary>
internal sealed class ResponseTooLargeException(int limit)
    : Exception($"The answer is larger than {limit} bytes (AwsOptions.MaxResponseSize).");
