using System.Runtime.CompilerServices;
using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Leaves one page of each unit's <see cref="Slots.S3ListRequest"/> in <see cref="Slots.S3ListResponse"/>; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> ListObjectsFromS3(
        this IAsyncEnumerable<UnitOfWork> source,
        S3QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? S3QueryOptions.Default;
        return source.Concurrently(
            all => query.Parallel ?? all.S3Parallel,
            async (uow, token) =>
                uow.Get(query.ListRequest) is { } request
                    ? uow.With(query.ListResponse, await ListAsync(uow, request, query, token))
                    : uow,
            query.Order,
            io: ListIo(query)
        );
    }

    /// <summary>Makes one unit of work of each object that a unit's <see cref="Slots.S3ListRequest"/> finds, page by page; a unit without one passes.</summary>
    /// <remarks>
    /// The object is the <see cref="ListObjectsV2Response.Content"/> of <see cref="Slots.S3ListResponse"/>. A page is asked for
    /// when the objects of the one before have gone on. A page that fails is a fault, and nothing more of that list is read.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> PageObjectsFromS3(
        this IAsyncEnumerable<UnitOfWork> source,
        S3QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? S3QueryOptions.Default;
        var io = ListIo(query);
        if (source is Sketch sketch)
            return sketch.Then(nameof(PageObjectsFromS3), io);
        return source.FlatMap((uow, token) => Pages(uow, query, io, token));

        static async IAsyncEnumerable<UnitOfWork> Pages(
            UnitOfWork uow,
            S3QueryOptions query,
            Io io,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            if (uow.Get(query.ListRequest) is not { } request)
            {
                yield return uow;
                yield break;
            }
            while (true)
            {
                var asked = request;
                var page = await io.CallAsync(
                    uow,
                    (_, token) => ListAsync(uow, asked, query, token),
                    cancellationToken
                );
                var unit = uow.With(query.ListRequest, request);
                foreach (var content in page.Contents)
                    yield return unit.With(query.ListResponse, page with { Contents = [], Content = content });
                if (!page.IsTruncated)
                    yield break;
                if (page.NextContinuationToken is not { } next || next == request.ContinuationToken)
                    throw new InvalidOperationException(
                        $"S3 says that bucket {request.Bucket} has more objects, but not where they go on."
                    );
                request = request with { ContinuationToken = next };
            }
        }
    }

    private static Io ListIo(S3QueryOptions query) =>
        new("list", "s3", "ListObjectsV2", query.ListRequest, all => query.BucketName ?? all.BucketName);

    private static ValueTask<ListObjectsV2Response> ListAsync(
        UnitOfWork uow,
        ListObjectsV2Request request,
        S3QueryOptions query,
        CancellationToken cancellationToken
    ) =>
        uow.AskAsync(
            nameof(StreamOptions.S3),
            uow.Bucket(request.Bucket, query.BucketName),
            uow.S3(query.S3).ListObjectsV2Async,
            request with
            {
                Bucket = uow.Bucket(request.Bucket, query.BucketName),
            },
            cancellationToken
        );
}
