using LambdaStream.Queries;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>Makes the steps for S3.</summary>
internal static class ObjectSteps
{
    public static Step Get(RuleBinding step)
    {
        var options = Query(step);
        return units => units.GetObjectFromS3(options);
    }

    public static Step GetLines(RuleBinding step)
    {
        var options = Query(step) with { Delimiter = step.Members.Text("delimiter") ?? "\n" };
        return units => units.GetLinesFromS3(options);
    }

    public static Step Split(RuleBinding step)
    {
        var delimiter = step.Members.Text("delimiter") ?? "\n";
        return units => units.SplitS3Object(delimiter);
    }

    public static Step List(RuleBinding step)
    {
        var options = Query(step);
        return units => units.ListObjectsFromS3(options);
    }

    public static Step Page(RuleBinding step)
    {
        var options = Query(step);
        return units => units.PageObjectsFromS3(options);
    }

    public static Step Head(RuleBinding step)
    {
        var options = Query(step);
        return units => units.HeadS3Object(options);
    }

    public static Step Put(RuleBinding step)
    {
        var options = Sink(step);
        return units => units.PutObjectToS3(options);
    }

    public static Step Copy(RuleBinding step)
    {
        var options = Sink(step);
        return units => units.CopyObjectInS3(options);
    }

    public static Step Delete(RuleBinding step)
    {
        var options = Sink(step);
        return units => units.DeleteObjectFromS3(options);
    }

    private static S3QueryOptions Query(RuleBinding step) =>
        new() { BucketName = step.Members.Text("bucketName"), Parallel = step.Members.Number("parallel") };

    private static S3Options Sink(RuleBinding step) =>
        new() { BucketName = step.Members.Text("bucketName"), Parallel = step.Members.Number("parallel") };
}
