namespace LambdaStream.Connectors;

/// <summary>What all steps for S3 ask of a unit's options.</summary>
internal static class S3Ports
{
    /// <exception cref="InvalidOperationException">There is no port.</exception>
    public static IS3 S3(this UnitOfWork uow, IS3? own) =>
        own
        ?? uow.Invocation.Options.S3
        ?? throw new InvalidOperationException("The port S3 is missing. Set StreamOptions.S3.");

    /// <exception cref="InvalidOperationException">There is no bucket.</exception>
    public static string Bucket(this UnitOfWork uow, string? requested, string? own) =>
        requested
        ?? own
        ?? uow.Invocation.Options.BucketName
        ?? throw new InvalidOperationException(
            $"Pipeline '{uow.Pipeline}' has no bucket. Set Bucket on the request, BucketName on the rule or the options, or BUCKET_NAME."
        );
}
