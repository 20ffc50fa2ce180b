using LambdaStream.Connectors;

namespace LambdaStream;

public static partial class Query
{
    /// <summary>The object that an S3 notification tells of, with its key decoded; null for a unit of another source.</summary>
    public static GetObjectRequest? NotifiedObject(UnitOfWork uow)
    {
        ArgumentNullException.ThrowIfNull(uow);
        return uow.Get(Slots.S3Notification) is { } notification
            ? new GetObjectRequest { Bucket = notification.Bucket, Key = notification.Key }
            : null;
    }
}
