using System.Globalization;
using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Publishes each unit's <see cref="Slots.SnsMessage"/> to an SNS topic; a unit without one passes.</summary>
    /// <remarks>
    /// Each message goes by itself, unless <see cref="SnsOptions.BatchSize"/> says otherwise; then a message that goes
    /// elsewhere than to the sink's topic is a fault, and messages that fail one by one are sent again, unless they are
    /// wrong themselves. Of one message group only one request is in flight.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> PublishToSns(
        this IAsyncEnumerable<UnitOfWork> source,
        SnsOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? SnsOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(sink.BatchSize, 1);
        return sink.BatchSize > 1 ? source.PublishBatchesToSns(sink) : source.PublishEachToSns(sink);
    }

    private static IAsyncEnumerable<UnitOfWork> PublishEachToSns(
        this IAsyncEnumerable<UnitOfWork> source,
        SnsOptions sink
    ) =>
        source.SendRequests(
            new RequestStep<PublishRequest, PublishResponse>
            {
                Request = sink.Message,
                Step = "publish",
                Service = nameof(StreamOptions.Sns),
                Operation = "Publish",
                Target = all => sink.TopicArn ?? all.TopicArn,
                Parallel = all => sink.Parallel ?? all.SnsParallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Key = (_, message) => message.MessageGroupId,
                Complete = (uow, message) =>
                    GoesElsewhere(message) ? message : message with { TopicArn = Topic(uow, sink) },
                Resource = message => message.TopicArn,
                Send = (uow, message, token) => uow.Sns(sink.Sns).PublishAsync(message, token),
                Answer = (uow, message, response) =>
                    uow.With(Slots.SnsRequest, message).With(Slots.SnsResponse, response),
            },
            nameof(PublishToSns)
        );

    private static IAsyncEnumerable<UnitOfWork> PublishBatchesToSns(
        this IAsyncEnumerable<UnitOfWork> source,
        SnsOptions sink
    )
    {
        return source
            .Prepare(Prepare)
            .SendBatches(
                new BatchSink<PublishRequest, PublishBatchRequest, PublishBatchResponse>
                {
                    Entry = sink.Message,
                    Request = Slots.SnsBatchRequest,
                    Response = Slots.SnsBatchResponse,
                    Step = "publish",
                    Operation = "PublishBatch",
                    Target = all => sink.TopicArn ?? all.TopicArn,
                    Limits = _ => TargetLimits.Sns.Within(sink.BatchSize, null),
                    Size = message => SnsJson.Of(message).Raw.Length,
                    Parallel = all => sink.Parallel ?? all.SnsParallel,
                    Rate = sink.Rate,
                    Order = sink.Order,
                    Key = message => message.MessageGroupId,
                    HasOneEntryOfAKey = sink.StrictOrder,
                    Service = nameof(StreamOptions.Sns),
                    Resource = request => request.TopicArn,
                    ToRequest = (batch, messages) =>
                        new()
                        {
                            TopicArn = Topic(batch, sink),
                            PublishBatchRequestEntries = [.. messages.Select(ToEntry)],
                        },
                    Send = (batch, request, token) => batch.Sns(sink.Sns).PublishBatchAsync(request, token),
                    Failed = (_, request, response) =>
                        FailedMessages.Of(
                            [.. request.PublishBatchRequestEntries.Select(entry => entry.Id)],
                            [.. response.Successful.Select(entry => entry.Id)],
                            response.Failed
                        ),
                    Merge = responses =>
                        new() { Successful = [.. responses.SelectMany(response => response.Successful)] },
                    Describe = SnsJson.Of,
                },
                nameof(PublishToSns)
            );

        UnitOfWork Prepare(UnitOfWork uow)
        {
            if (uow.Get(sink.Message) is { } message)
            {
                var topic = Topic(uow, sink);
                if (GoesElsewhere(message) && message.TopicArn != topic)
                    throw new InvalidOperationException(
                        $"A message of pipeline '{uow.Pipeline}' goes elsewhere than to {topic}, but it is to go there in a batch."
                    );
            }
            return uow.Has(Slots.SnsBatchRequest) ? uow.With(Slots.SnsBatchRequest, null) : uow;
        }

        static PublishBatchRequestEntry ToEntry(PublishRequest message, int index) =>
            new()
            {
                Id = index.ToString(CultureInfo.InvariantCulture),
                Message = message.Message,
                Subject = message.Subject,
                MessageStructure = message.MessageStructure,
                MessageAttributes = message.MessageAttributes,
                MessageGroupId = message.MessageGroupId,
                MessageDeduplicationId = message.MessageDeduplicationId,
            };
    }

    private static bool GoesElsewhere(PublishRequest message) =>
        message.TopicArn is not null || message.TargetArn is not null || message.PhoneNumber is not null;

    private static string Topic(UnitOfWork uow, SnsOptions sink) =>
        sink.TopicArn
        ?? uow.Invocation.Options.TopicArn
        ?? throw PublishEntries.NoTarget(uow, "topic", nameof(StreamOptions.TopicArn), "TOPIC_ARN");
}
