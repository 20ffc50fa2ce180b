using LambdaStream.Queries;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Events in objects of an S3 bucket, whose notifications come as messages of an SQS queue, as with <see cref="S3OverSqs"/>.</summary>
    /// <remarks>Each object is read and is an event as JSON. One that cannot be read is a fault.</remarks>
    public static Source S3Event() => new S3EventSource();

    private sealed class S3EventSource : S3OverSqsSource
    {
        internal override string Name => "S3Event";

        private protected override bool AwaitsEvent => true;

        internal override Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> Head { get; } =
            static units => units.Map(WithGetRequest).GetObjectFromS3().Map(WithEvent);

        private static UnitOfWork WithGetRequest(UnitOfWork uow) =>
            uow.With(Slots.S3GetRequest, Query.NotifiedObject(uow));

        // The object is not kept beside the event, which holds its bytes.
        private static UnitOfWork WithEvent(UnitOfWork uow) =>
            uow.Get(Slots.S3GetResponse) is { } response
                ? uow.With(StoredEvent.In(response, uow.Invocation.Options)).With(Slots.S3GetResponse, null)
                : uow;
    }
}
