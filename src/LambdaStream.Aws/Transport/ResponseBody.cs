namespace LambdaStream.Aws.Transport;

/// <summary>Reads the body of an answer, up to a limit.</summary>
internal static class ResponseBody
{
    /// <exception cref="ResponseTooLargeException">The body is larger than the limit.</exception>
    public static async ValueTask<byte[]> ReadAsync(
        HttpResponseMessage response,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var length = response.Content.Headers.ContentLength;
        if (length > limit)
            throw new ResponseTooLargeException(limit);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (length is not { } known)
            return await ReadToEndAsync(stream, limit, cancellationToken);
        // The handler raises an error of its own where the connection ends before the last byte.
        var body = new byte[known];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    private static async ValueTask<byte[]> ReadToEndAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var body = new byte[4096];
        var length = 0;
        while (await stream.ReadAsync(body.AsMemory(length), cancellationToken) is not 0 and var read)
        {
            length += read;
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
