namespace LambdaStream.Connectors;

/// <summary>What steps ask of a unit's options: the port, unless the step has its own, and what it works on.</summary>
/// <exception cref="InvalidOperationException">There is none.</exception>
internal static class Ports
{
    public static IDynamoDb DynamoDb(this UnitOfWork uow, IDynamoDb? own) =>
        own ?? uow.Invocation.Options.DynamoDb ?? throw Missing(nameof(StreamOptions.DynamoDb));

    public static IEventBridge EventBridge(this UnitOfWork uow, IEventBridge? own) =>
        own ?? uow.Invocation.Options.EventBridge ?? throw Missing(nameof(StreamOptions.EventBridge));

    public static IS3 S3(this UnitOfWork uow, IS3? own) =>
        own ?? uow.Invocation.Options.S3 ?? throw Missing(nameof(StreamOptions.S3));

    public static ILambda Lambda(this UnitOfWork uow, ILambda? own) =>
        own ?? uow.Invocation.Options.Lambda ?? throw Missing(nameof(StreamOptions.Lambda));

    public static IScheduler Scheduler(this UnitOfWork uow, IScheduler? own) =>
        own ?? uow.Invocation.Options.Scheduler ?? throw Missing(nameof(StreamOptions.Scheduler));

    public static IKinesis Kinesis(this UnitOfWork uow, IKinesis? own) =>
        own ?? uow.Invocation.Options.Kinesis ?? throw Missing(nameof(StreamOptions.Kinesis));

    public static IFirehose Firehose(this UnitOfWork uow, IFirehose? own) =>
        own ?? uow.Invocation.Options.Firehose ?? throw Missing(nameof(StreamOptions.Firehose));

    public static ISqs Sqs(this UnitOfWork uow, ISqs? own) =>
        own ?? uow.Invocation.Options.Sqs ?? throw Missing(nameof(StreamOptions.Sqs));

    public static ISns Sns(this UnitOfWork uow, ISns? own) =>
        own ?? uow.Invocation.Options.Sns ?? throw Missing(nameof(StreamOptions.Sns));

    public static IFetch Fetch(this UnitOfWork uow, IFetch? own) =>
        own ?? uow.Invocation.Options.Fetch ?? throw Missing(nameof(StreamOptions.Fetch));

    public static ITimestreamWrite TimestreamWrite(this UnitOfWork uow, ITimestreamWrite? own) =>
        own ?? uow.Invocation.Options.TimestreamWrite ?? throw Missing(nameof(StreamOptions.TimestreamWrite));

    public static ICloudWatch CloudWatch(this UnitOfWork uow, ICloudWatch? own) =>
        own ?? uow.Invocation.Options.CloudWatch ?? throw Missing(nameof(StreamOptions.CloudWatch));

    public static string Bucket(this UnitOfWork uow, string? requested, string? own) =>
        requested
        ?? own
        ?? uow.Invocation.Options.BucketName
        ?? throw new InvalidOperationException(
            $"Pipeline '{uow.Pipeline}' has no bucket. Set Bucket on the request, BucketName on the rule or the options, or BUCKET_NAME."
        );

    public static InvalidOperationException NoTable(this UnitOfWork uow, string variables) =>
        new($"Pipeline '{uow.Pipeline}' has no table. Set TableName on the request or the rule, or {variables}.");

    private static InvalidOperationException Missing(string name) =>
        new($"The port {name} is missing. Set StreamOptions.{name}.");
}
