using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SendToSqsTests : VerbContract
{
    private readonly RecordingSqs _sqs = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.SendToSqs()];

    private protected override StreamOptions UnitOptions => Options;

    private StreamOptions Options =>
        new()
        {
            Sqs = _sqs,
            QueueUrl = "https://queue",
            Random = () => 0,
        };

    // Node: batch and send; split a batch due to batch size
    [Fact]
    public async Task Send_Messages_GoInBatchesOfTen()
    {
        var units = await SendAsync(Messages(11));

        Assert.Equal(11, units.Count);
        Assert.Equal([10, 1], _sqs.Requests.Select(request => request.Entries.Count));
        Assert.Equal("https://queue", _sqs.Requests[0].QueueUrl);
        Assert.Equal(10, units[0].Get(Slots.SqsResponse)!.Successful.Count);
    }

    // Node: split a batch due to payload size
    [Fact]
    public async Task Send_MessagesAboveThePayloadSize_GoInSeveralBatches()
    {
        await SendAsync(Messages(3, Options with { MaxSqsPayloadSize = 70 }));

        Assert.Equal([2, 1], _sqs.Requests.Select(request => request.Entries.Count));
    }

    [Fact]
    public async Task Send_AUnitWithoutAMessage_Passes()
    {
        Assert.Single(await SendAsync(Some.Units(1, Options)));

        Assert.Empty(_sqs.Requests);
    }

    [Fact]
    public async Task Send_WithoutAQueue_IsAFaultThatSaysSo()
    {
        var units = Messages(1, Options with { QueueUrl = null });

        Assert.Empty(await SendAsync(units));

        Assert.Contains("QUEUE_URL", Assert.Single(units.Faults()).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AllOfAnAttemptFailed_IsSentAgain()
    {
        _sqs.OnSendMessageBatch = (request, _) =>
            new(_sqs.Requests.Count == 1 ? Failing(request, _ => true) : RecordingSqs.Accept(request));

        Assert.Equal(2, (await SendAsync(Messages(2))).Count);

        Assert.Equal([2, 2], _sqs.Requests.Select(request => request.Entries.Count));
    }

    [Fact]
    public async Task Send_AMessageThatIsWrongItself_IsNotSentAgain()
    {
        _sqs.OnSendMessageBatch = (request, _) => new(Failing(request, id => id is "1", isSenderFault: true));
        var units = Messages(3);

        Assert.Equal(["0", "2"], (await SendAsync(units)).Ids());

        Assert.Single(_sqs.Requests);
        var fault = Assert.Single(units.Faults());
        Assert.Equal(1, fault.Unit.Origins.Count);
        Assert.Equal("1", fault.Unit.Get(Slots.FailedEntries)!.Single().Index.ToString(provider: null));
    }

    [Fact]
    public async Task Send_AMessageThatTheAnswerDoesNotName_IsNotTakenForSent()
    {
        _sqs.OnSendMessageBatch = (request, _) =>
            new(new SendMessageBatchResponse { Successful = [new() { Id = request.Entries[0].Id }] });
        var units = Messages(2, Options with { BatchMaxRetries = 1 });

        Assert.Equal(2, (await SendAsync(units)).Count);

        Assert.Equal([2, 1], _sqs.Requests.Select(request => request.Entries.Count));
    }

    [Fact]
    public async Task Send_AnErrorAfterAPartWasTaken_IsAFaultOfTheRest()
    {
        _sqs.OnSendMessageBatch = (request, _) =>
            _sqs.Requests.Count == 1
                ? new(Failing(request, id => id is "1"))
                : throw new ServiceException("AccessDenied", "no longer");
        var units = Messages(2);

        Assert.Equal(["0"], (await SendAsync(units)).Ids());

        var fault = Assert.Single(units.Faults());
        Assert.Equal(("no longer", 1), (fault.Error.Message, fault.Unit.Origins.Count));
    }

    [Theory]
    [InlineData(false, "a1 b a0")]
    [InlineData(true, "a0 b a1")]
    public async Task Send_AMessageThatFailsOnce_IsOvertakenByItsGroupUnlessTheOrderIsStrict(
        bool isStrict,
        string expected
    )
    {
        var taken = new List<string>();
        var hasFailed = false;
        _sqs.OnSendMessageBatch = (request, _) =>
        {
            var response = Failing(request, id => id is "a0" && !hasFailed);
            hasFailed = true;
            taken.AddRange(response.Successful.Select(entry => entry.Id));
            return new(response);
        };
        string[] ids = ["a0", "a1", "b"];
        var units = Some.Units(3, Options)
            .Select(
                (uow, i) =>
                    uow.With(
                        Slots.SqsMessage,
                        new()
                        {
                            Id = ids[i],
                            MessageBody = "x",
                            MessageGroupId = ids[i][..1],
                        }
                    )
            )
            .ToList();

        await units.Stream().SendToSqs(new() { StrictOrder = isStrict }).ToListAsync();

        // Of groups among each other there is no order.
        Assert.Equal(expected.Split(' ').Where(id => id is not "b"), taken.Where(id => id is not "b"));
        Assert.Contains("b", taken);
    }

    private IReadOnlyList<UnitOfWork> Messages(int count, StreamOptions? options = null) =>
        [
            .. Some.Units(count, options ?? Options)
                .Select(uow => uow.With(Slots.SqsMessage, new() { Id = uow.Event.Id!, MessageBody = "x" })),
        ];

    private static ValueTask<List<UnitOfWork>> SendAsync(IReadOnlyList<UnitOfWork> units) =>
        units.Stream().SendToSqs().ToListAsync();

    private static SendMessageBatchResponse Failing(
        SendMessageBatchRequest request,
        Func<string, bool> isFailing,
        bool isSenderFault = false
    ) =>
        new()
        {
            Successful =
            [
                .. request
                    .Entries.Where(entry => !isFailing(entry.Id))
                    .Select(entry => new SendMessageBatchResultEntry { Id = entry.Id }),
            ],
            Failed =
            [
                .. request
                    .Entries.Where(entry => isFailing(entry.Id))
                    .Select(entry => new BatchResultErrorEntry
                    {
                        Id = entry.Id,
                        Code = "Failing",
                        SenderFault = isSenderFault,
                    }),
            ],
        };
}
