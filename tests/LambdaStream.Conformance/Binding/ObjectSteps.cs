using LambdaStream.Queries;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>Makes the steps for S3.</summary>
internal static class ObjectSteps
{
    public static Step Get(RuleBinding step)
    {
        var options = Query(step) with
        {
            GetRequest = step.Slot(Slots.S3GetRequest, "getRequestField"),
            GetResponse = step.Slot(Slots.S3GetResponse, "getResponseField"),
        };
        return units => units.GetObjectFromS3(options);
    }

    public static Step GetLines(RuleBinding step)
    {
        var options = Query(step) with
        {
            GetRequest = step.Slot(Slots.S3GetRequest, "getRequestField"),
            Line = step.Slot(Slots.S3Line, "getResponseField"),
            Delimiter = step.Members.Text("delimiter") ?? "\n",
        };
        return units => units.GetLinesFromS3(options);
    }

    public static Step Split(RuleBinding step)
    {
        var delimiter = step.Members.Text("delimiter") ?? "\n";
        var response = step.Slot(Slots.S3GetResponse, "getResponseField");
        return units => units.SplitS3Object(delimiter, response);
    }

    public static Step List(RuleBinding step)
    {
        var options = Listing(step) with { ListResponse = step.Slot(Slots.S3ListResponse, "listResponseField") };
        return units => units.ListObjectsFromS3(options);
    }

    public static Step Page(RuleBinding step)
    {
        var options = Listing(step);
        return units => units.PageObjectsFromS3(options);
    }

    public static Step Head(RuleBinding step)
    {
        var options = Query(step) with
        {
            HeadRequest = step.Slot(Slots.S3HeadRequest, "headRequestField"),
            HeadResponse = step.Slot(Slots.S3HeadResponse, "headResponseField"),
        };
        return units => units.HeadS3Object(options);
    }

    public static Step Put(RuleBinding step)
    {
        var options = Sink(step) with
        {
            PutRequest = step.Slot(Slots.S3PutRequest, "putRequestField"),
            PutResponse = step.Slot(Slots.S3PutResponse, "putResponseField"),
        };
        return units => units.PutObjectToS3(options);
    }

    public static Step Copy(RuleBinding step)
    {
        var options = Sink(step) with
        {
            CopyRequest = step.Slot(Slots.S3CopyRequest, "copyRequestField"),
            CopyResponse = step.Slot(Slots.S3CopyResponse, "copyResponseField"),
        };
        return units => units.CopyObjectInS3(options);
    }

    public static Step Delete(RuleBinding step)
    {
        var options = Sink(step) with
        {
            DeleteRequest = step.Slot(Slots.S3DeleteRequest, "deleteRequestField"),
            DeleteResponse = step.Slot(Slots.S3DeleteResponse, "deleteResponseField"),
        };
        return units => units.DeleteObjectFromS3(options);
    }

    private static S3QueryOptions Listing(RuleBinding step) =>
        Query(step) with
        {
            ListRequest = step.Slot(Slots.S3ListRequest, "listRequestField"),
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
