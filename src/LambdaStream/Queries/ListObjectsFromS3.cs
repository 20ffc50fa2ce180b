using System.Runtime.CompilerServices;
using LambdaStream.Calls;
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
        return source.SendRequests(ListStep(options ?? S3QueryOptions.Default));
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
        var step = ListStep(query);
        if (source is Sketch sketch)
            return sketch.Then(nameof(PageObjectsFromS3), step.Io);
        return source.FlatMap((uow, token) => Pages(uow, query, step, token));

        static async IAsyncEnumerable<UnitOfWork> Pages(
            UnitOfWork uow,
            S3QueryOptions query,
            RequestStep<ListObjectsV2Request, ListObjectsV2Response> step,
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
                var page = await step.Io.CallAsync(
                    uow,
                    (_, token) => step.AskAsync(uow, step.Complete(uow, asked), token),
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

    private static RequestStep<ListObjectsV2Request, ListObjectsV2Response> ListStep(S3QueryOptions query) =>
        new()
        {
            Request = query.ListRequest,
            Step = "list",
            Service = nameof(StreamOptions.S3),
            Operation = "ListObjectsV2",
            Target = all => query.BucketName ?? all.BucketName,
            Parallel = all => query.Parallel ?? all.S3Parallel,
            Order = query.Order,
            Complete = (uow, request) => request with { Bucket = uow.Bucket(request.Bucket, query.BucketName) },
            Resource = request => request.Bucket,
            Send = (uow, request, token) => uow.S3(query.S3).ListObjectsV2Async(request, token),
            Answer = (uow, _, response) => uow.With(query.ListResponse, response),
        };
}
