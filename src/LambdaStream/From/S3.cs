using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Notifications of an S3 bucket: units of work with a record and without an event.</summary>
    /// <remarks>
    /// They go to the pipelines that have no event type. The object, with its key decoded, is in
    /// <see cref="Slots.S3Notification"/>. The <c>s3:TestEvent</c> of a new subscription has nothing to do.
    /// </remarks>
    public static Source S3() => new S3Source();

    private static UnitOfWork WithS3Notification(UnitOfWork uow, Json s3) =>
        uow.With(Slots.S3Notification, S3Notification.From(s3));

    private sealed class S3Source : RecordsSource
    {
        internal override string Name => "S3";

        private static readonly Mark[] Known = [new("Records", "aws:s3"), new("Event", "s3:TestEvent")];

        internal override Checkpoint Checkpoint => Checkpoint.None;

        internal override IReadOnlyList<Mark> Marks => Known;

        private protected override void ReadRecord(ref JsonScanner scanner, Intake intake)
        {
            var record = scanner.Take();
            intake.OneSource(record["eventSource"]);
            intake.Adorn = static uow => WithS3Notification(uow, uow.Record!.Json);
            intake.Raw(new(record, record["responseElements"]["x-amz-request-id"], default));
        }
    }
}
