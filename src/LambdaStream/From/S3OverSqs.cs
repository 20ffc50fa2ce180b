using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Notifications of an S3 bucket in messages of an SQS queue, with or without an SNS topic in between.</summary>
    /// <remarks>
    /// A unit of work for each object. Its record has the layers, <c>{ sqs, sns, s3 }</c>; the object, with its key decoded,
    /// is in <see cref="Slots.S3Notification"/>. A message is acknowledged once all of its objects are done.
    /// </remarks>
    public static Source S3OverSqs() => new S3OverSqsSource();

    private class S3OverSqsSource : SqsSource
    {
        internal override string Name => "S3OverSqs";

        /// <summary>Whether the units still get their events.</summary>
        private protected virtual bool AwaitsEvent => false;

        private protected override void ReadBody(in RecordHead head, Json body, Intake intake)
        {
            if (ParseText(head, body, intake) is not { } outer)
                return;
            Json sns = default;
            var notification = outer;
            if (outer["Message"] is { Kind: JsonValueKind.String } message)
            {
                sns = outer;
                if (ParseText(head, message, intake) is not { } inner)
                    return;
                notification = inner;
            }
            var records = notification["Records"];
            if (records.Kind is not JsonValueKind.Array && !notification["Event"].IsString("s3:TestEvent"))
            {
                intake.Unreadable(head, null, new JsonException("The SQS message has no S3 notification in its body."));
                return;
            }
            var (sqs, layers) = (head.Json, new List<Json>());
            foreach (var s3 in records.EnumerateArray())
                layers.Add(Json.ObjectOf(("sqs", sqs), ("sns", sns), ("s3", s3)));
            intake.Adorn = static uow => WithS3Notification(uow, uow.Record!.Json["s3"]);
            intake.Several(head, layers, AwaitsEvent);
        }
    }
}
