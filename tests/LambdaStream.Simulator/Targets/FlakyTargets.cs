using LambdaStream.Connectors;
using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Targets;

/// <summary>The services that a case writes to: they keep what they were asked, and fail as the seed says.</summary>
internal sealed class FlakyTargets(Simulation simulation, History history, TargetFailures failures, double partial)
    : ISqs,
        IKinesis
{
    public TargetFailures Failures => failures;

    public async ValueTask<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken
    )
    {
        List<Mark> marks = [.. request.Entries.Select(entry => Mark.Parse(entry.MessageBody))];
        return await WriteAsync(marks, Answer, cancellationToken);

        SendMessageBatchResponse Answer(bool[] failed) =>
            new()
            {
                Successful =
                [
                    .. request
                        .Entries.Where((_, i) => !failed[i])
                        .Select(entry => new SendMessageBatchResultEntry { Id = entry.Id }),
                ],
                Failed =
                [
                    .. request
                        .Entries.Where((_, i) => failed[i])
                        .Select(entry => new BatchResultErrorEntry
                        {
                            Id = entry.Id,
                            Code = "InternalError",
                            SenderFault = simulation.NextDouble() < 0.3,
                        }),
                ],
            };
    }

    public async ValueTask<PutRecordsResponse> PutRecordsAsync(
        PutRecordsRequest request,
        CancellationToken cancellationToken
    )
    {
        List<Mark> marks =
        [
            .. request.Records.Select(record => Mark.Parse(Json.Parse(record.Data.ToArray())["mark"].GetString()!)),
        ];
        return await WriteAsync(marks, Answer, cancellationToken);

        static PutRecordsResponse Answer(bool[] failed) =>
            new()
            {
                FailedRecordCount = failed.Count(one => one),
                Records =
                [
                    .. failed.Select(one =>
                        one
                            ? new PutRecordsResultEntry { ErrorCode = "InternalFailure" }
                            : new PutRecordsResultEntry { SequenceNumber = "1", ShardId = "1" }
                    ),
                ],
            };
    }

    /// <summary>Takes one write, or fails.</summary>
    public ValueTask<bool> WriteAsync(Mark mark, CancellationToken cancellationToken) =>
        CallAsync(
            [mark],
            () =>
            {
                Take(mark);
                return true;
            },
            cancellationToken
        );

    /// <summary>Takes the writes of a request, or some of them, or fails.</summary>
    public ValueTask<T> WriteAsync<T>(
        IReadOnlyList<Mark> marks,
        Func<bool[], T> answer,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            marks,
            () =>
            {
                var failed = new bool[marks.Count];
                for (var i = 0; i < failed.Length; i++)
                {
                    failed[i] = marks.Count > 1 && simulation.NextDouble() < partial;
                    if (!failed[i])
                    {
                        Take(marks[i]);
                        continue;
                    }
                    Refuse(marks[i], isHopeless: true);
                    history.Overtaken.Add((marks[i].Sink, marks[i].Key));
                }
                return answer(failed);
            },
            cancellationToken
        );

    private async ValueTask<T> CallAsync<T>(
        IReadOnlyList<Mark> marks,
        Func<T> request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await failures.CallAsync(_ => new ValueTask<T>(request()), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            foreach (var mark in marks)
                Refuse(mark, history.IsRetryable?.Invoke(error) is not true);
            throw;
        }
    }

    private void Refuse(Mark mark, bool isHopeless) => history.Current.Of(mark.Pipeline).Fail(mark.Tokens, isHopeless);

    private void Take(Mark mark)
    {
        var written = history.Current.Of(mark.Pipeline).Written;
        if (!written.TryGetValue(mark.Sink, out var tokens))
            written.Add(mark.Sink, tokens = []);
        tokens.AddRange(mark.Tokens);
        history.Effects.Add(new(mark, history.Current.Invocation.RequestId));
    }
}
