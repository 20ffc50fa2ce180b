using LambdaStream.Queries;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>The steps for S3.</summary>
internal static class ObjectSteps
{
    public static Dictionary<string, Func<RuleBinding, Step>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["getObjectFromS3"] = StepForm.Of(
                Steps.GetObjectFromS3,
                step =>
                    Query(step) with
                    {
                        GetRequest = step.Slot(Slots.S3GetRequest, "getRequestField"),
                        GetResponse = step.Slot(Slots.S3GetResponse, "getResponseField"),
                    }
            ),
            ["getObjectFromS3AsStream"] = StepForm.Of(
                Steps.GetLinesFromS3,
                step =>
                    Query(step) with
                    {
                        GetRequest = step.Slot(Slots.S3GetRequest, "getRequestField"),
                        Line = step.Slot(Slots.S3Line, "getResponseField"),
                        Delimiter = step.Members.Text("delimiter") ?? "\n",
                    }
            ),
            ["splitS3Object"] = StepForm.Of(
                (units, options) => units.SplitS3Object(options.Delimiter, options.Response),
                step =>
                    (
                        Delimiter: step.Members.Text("delimiter") ?? "\n",
                        Response: step.Slot(Slots.S3GetResponse, "getResponseField")
                    )
            ),
            ["listObjectsFromS3"] = StepForm.Of(
                Steps.ListObjectsFromS3,
                step =>
                    Query(step) with
                    {
                        ListRequest = step.Slot(Slots.S3ListRequest, "listRequestField"),
                        ListResponse = step.Slot(Slots.S3ListResponse, "listResponseField"),
                    }
            ),
            ["pageObjectsFromS3"] = StepForm.Of(
                Steps.PageObjectsFromS3,
                step => Query(step) with { ListRequest = step.Slot(Slots.S3ListRequest, "listRequestField") }
            ),
            ["headS3Object"] = StepForm.Of(
                Steps.HeadS3Object,
                step =>
                    Query(step) with
                    {
                        HeadRequest = step.Slot(Slots.S3HeadRequest, "headRequestField"),
                        HeadResponse = step.Slot(Slots.S3HeadResponse, "headResponseField"),
                    }
            ),
            ["putObjectToS3"] = StepForm.Of(
                Steps.PutObjectToS3,
                step =>
                    Sink(step) with
                    {
                        PutRequest = step.Slot(Slots.S3PutRequest, "putRequestField"),
                        PutResponse = step.Slot(Slots.S3PutResponse, "putResponseField"),
                    }
            ),
            ["copyS3Object"] = StepForm.Of(
                Steps.CopyObjectInS3,
                step =>
                    Sink(step) with
                    {
                        CopyRequest = step.Slot(Slots.S3CopyRequest, "copyRequestField"),
                        CopyResponse = step.Slot(Slots.S3CopyResponse, "copyResponseField"),
                    }
            ),
            ["deleteObjectFromS3"] = StepForm.Of(
                Steps.DeleteObjectFromS3,
                step =>
                    Sink(step) with
                    {
                        DeleteRequest = step.Slot(Slots.S3DeleteRequest, "deleteRequestField"),
                        DeleteResponse = step.Slot(Slots.S3DeleteResponse, "deleteResponseField"),
                    }
            ),
        };

    private static S3QueryOptions Query(RuleBinding step) =>
        new() { BucketName = step.Members.Text("bucketName"), Parallel = step.Members.Number("parallel") };

    private static S3Options Sink(RuleBinding step) =>
        new()
        {
            BucketName = step.Members.Text("bucketName"),
            Parallel = step.Members.Number("parallel"),
            Rate = step.Members.Rate(),
        };
}
