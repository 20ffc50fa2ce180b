using LambdaStream.Connectors;
using LambdaStream.Queries;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>The verbs that read and ask, of services that answer at once.</summary>
internal static class QueryCases
{
    private static readonly Secrets Secrets = new(new InstantServices().Options);

    public static IReadOnlyList<Case> All { get; } =
    [
        .. Asking.Select(verb => (verb with { Asks = true }).ToCase()),
        // The secrets were read before, as in all but the first invocation.
        new Verb("GetSecrets", units => units.GetSecrets(Secrets)).ToCase(),
        new Verb("SplitS3Object", units => units.SplitS3Object())
        {
            Before = SinkCases.With(Slots.S3GetResponse, _ => new() { Body = "a\nb\nc\nd"u8.ToArray() }),
        }.ToCase(),
    ];

    private static IEnumerable<Verb> Asking =>
        [
            new("QueryAllDynamoDb", units => units.QueryAllDynamoDb())
            {
                Before = SinkCases.With(Slots.QueryRequest, ToQuery),
                Passes = 1,
            },
            new("QueryBy", units => units.QueryBy(ToQuery, null)) { Passes = 1 },
            new("BatchGetDynamoDb", units => units.BatchGetDynamoDb())
            {
                Before = SinkCases.With(Slots.BatchGetRequest, ToGet),
                Passes = 1,
            },
            new("GetBy", units => units.GetBy(ToGet, null)) { Passes = 1 },
            new("QuerySplitDynamoDb", units => units.QuerySplitDynamoDb())
            {
                Before = SinkCases.With(Slots.QuerySplitRequest, ToQuery),
            },
            new("ScanSplitDynamoDb", units => units.ScanSplitDynamoDb())
            {
                Before = SinkCases.With(Slots.ScanRequest, _ => new()),
            },
            new("GetObjectFromS3", units => units.GetObjectFromS3())
            {
                Before = SinkCases.With(Slots.S3GetRequest, ToObject),
            },
            new("GetLinesFromS3", units => units.GetLinesFromS3())
            {
                Before = SinkCases.With(Slots.S3GetRequest, ToObject),
            },
            new("HeadS3Object", units => units.HeadS3Object())
            {
                Before = SinkCases.With(Slots.S3HeadRequest, uow => new() { Key = uow.Event.Id! }),
            },
            new("ListObjectsFromS3", units => units.ListObjectsFromS3())
            {
                Before = SinkCases.With(Slots.S3ListRequest, uow => new() { Prefix = uow.Event.Id! }),
            },
            new("PageObjectsFromS3", units => units.PageObjectsFromS3())
            {
                Before = SinkCases.With(Slots.S3ListRequest, uow => new() { Prefix = uow.Event.Id! }),
            },
            new("RedeemClaimChecks", units => units.RedeemClaimChecks()) { Before = units => units.Map(AsClaimCheck) },
            new("ListEventSourceMappings", units => units.ListEventSourceMappings())
            {
                Before = SinkCases.With(Slots.ListMappingsRequest, _ => new() { FunctionName = "function" }),
            },
        ];

    private static QueryRequest ToQuery(UnitOfWork uow) =>
        new()
        {
            KeyConditionExpression = "#pk = :pk",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = "pk" },
            ExpressionAttributeValues = Item.Of((":pk", uow.Event.Id)),
        };

    private static BatchGetItemRequest ToGet(UnitOfWork uow) =>
        new()
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                ["entities"] = new() { Keys = [Item.Of(("pk", uow.Event.Id), ("sk", "thing"))] },
            },
        };

    private static GetObjectRequest ToObject(UnitOfWork uow) => new() { Key = uow.Event.Id! };

    // As it comes: whether it may be a claim check is known from its text.
    private static UnitOfWork AsClaimCheck(UnitOfWork uow) =>
        uow.With(
            Event.Parse(
                Json.ObjectOf(
                        ("id", uow.Event.Id),
                        ("type", uow.Event.Type),
                        ("s3", Json.ObjectOf(("bucket", "objects"), ("key", uow.Event.Id)))
                    )
                    .ToUtf8()
            )
        );
}
