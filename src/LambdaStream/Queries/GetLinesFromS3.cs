using System.Runtime.CompilerServices;
using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    // A line that never ends would fill the memory.
    private const int MaxLineLength = 64 * 1024 * 1024;

    private const int LineChunk = 16 * 1024;

    /// <summary>Makes one unit of work of each line of the object that <see cref="Slots.S3GetRequest"/> names; a unit without one passes.</summary>
    /// <remarks>
    /// The line is in <see cref="Slots.S3Line"/>. The object is read as the lines are pulled, so it may be larger than the
    /// memory. Empty lines are lines, also one behind the last line feed; <see cref="S3QueryOptions.LineFilter"/> leaves out
    /// what is not wanted. An object that cannot be read to its end is a fault, after the lines that could be read.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> GetLinesFromS3(
        this IAsyncEnumerable<UnitOfWork> source,
        S3QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? S3QueryOptions.Default;
        ArgumentException.ThrowIfNullOrEmpty(query.Delimiter, nameof(options));
        var io = new Io("get", "s3", "GetObject", query.GetRequest, all => query.BucketName ?? all.BucketName);
        if (source is Sketch sketch)
            return sketch.Then(nameof(GetLinesFromS3), io);
        return source.FlatMap((uow, token) => Units(uow, query, io, token));

        static async IAsyncEnumerable<UnitOfWork> Units(
            UnitOfWork uow,
            S3QueryOptions query,
            Io io,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            if (uow.Get(query.GetRequest) is not { } request)
            {
                yield return uow;
                yield break;
            }
            request = request with { Bucket = uow.Bucket(request.Bucket, query.BucketName) };
            await using var stream = await io.CallAsync(
                uow,
                (_, token) =>
                    uow.AskAsync(
                        nameof(StreamOptions.S3),
                        request.Bucket,
                        uow.S3(query.S3).OpenObjectAsync,
                        request,
                        token
                    ),
                cancellationToken
            );
            await foreach (var line in Lines(stream, query.Delimiter, cancellationToken))
            {
                if (query.LineFilter is null || query.LineFilter(line))
                    yield return uow.With(query.Line, line);
            }
        }

        static async IAsyncEnumerable<string> Lines(
            Stream stream,
            string delimiter,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            using var reader = new StreamReader(
                stream,
                Encoding.UTF8,
                detectEncodingFromByteOrderMarks: false,
                LineChunk
            );
            var chunk = new char[LineChunk];
            var open = new StringBuilder();
            var hasText = false;
            while (await reader.ReadAsync(chunk, cancellationToken) is not 0 and var read)
            {
                hasText = true;
                // A delimiter may stand across two chunks.
                var from = Math.Max(0, open.Length - delimiter.Length + 1);
                open.Append(chunk, 0, read);
                var text = open.ToString(from, open.Length - from);
                var start = 0;
                while (text.IndexOf(delimiter, start, StringComparison.Ordinal) is >= 0 and var end)
                {
                    yield return start == 0 ? open.ToString(0, from + end) : text[start..end];
                    start = end + delimiter.Length;
                }
                if (start > 0)
                    open.Clear().Append(text, start, text.Length - start);
                if (open.Length > MaxLineLength)
                    throw new InvalidDataException($"A line of the object has more than {MaxLineLength} characters.");
            }
            if (hasText)
                yield return open.ToString();
        }
    }
}
