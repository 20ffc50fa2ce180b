using System.Runtime.CompilerServices;
using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
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
            using var lines = new LineReader(stream, query.Delimiter);
            while (await lines.ReadAsync(cancellationToken) is { } line)
            {
                if (query.LineFilter is null || query.LineFilter(line))
                    yield return uow.With(query.Line, line);
            }
        }
    }
}
