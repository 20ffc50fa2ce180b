using LambdaStream.Local;
using LambdaStream.Simulator.Histories;
using LambdaStream.Simulator.Sources;
using LambdaStream.Simulator.Topologies;

namespace LambdaStream.Simulator;

/// <summary>Judges what was seen from the outside: functions, targets and answers. It knows nothing of the engine.</summary>
internal sealed class Oracle(
    History history,
    CaseSource source,
    IReadOnlyList<PipelinePlan> pipelines,
    StreamOptions options,
    TimeSpan timeout
)
{
    /// <summary>What must hold of an invocation when it has ended.</summary>
    public void AtEnd(SimulatedInvocation invocation)
    {
        var seen = history.Of(invocation);
        Require(invocation.End is not InvocationEnd.TimedOut, seen, "it hung until Lambda ended it");
        Require(
            seen.Stale is null,
            seen,
            $"a query gave version {seen.Stale}, but it was {seen.Version} when the invocation began"
        );
        if (invocation.End is InvocationEnd.Crashed)
            return;
        CheckOrder(seen);
        if (source.IsFifo)
            CheckTurns(seen);
        CheckReason(seen);
        if (invocation.End is InvocationEnd.Failed)
        {
            Require(seen.Faults.Count == 0 || seen.HasBusTrouble, seen, "it failed as a whole, but published faults");
            return;
        }
        var done = Done(seen);
        foreach (var record in done)
            CheckDone(seen, record);
        CheckFaults(seen, done);
        if (invocation.End is InvocationEnd.Answered)
            history.Acknowledged.UnionWith(done);
    }

    /// <summary>What must hold when nothing moves any more.</summary>
    public void AtRest()
    {
        HashSet<int> givenUp = [.. source.GivenUp.Select(history.NumberOf)];
        foreach (var record in history.Records)
        {
            if (!history.Acknowledged.Contains(record.Number) && !givenUp.Contains(record.Number))
                throw new ViolationException($"record {record.Number} is lost: neither acknowledged nor dead-lettered");
        }
        if (source.IsOrdered)
            CheckLastWrites(givenUp);
        if (source.IsFifo || source.IsOrdered && options.AfterFailure is not AfterFailure.GoOn)
            CheckFirstWrites();
    }

    private HashSet<int> Done(InvocationHistory seen)
    {
        var done = source.DoneOf([.. seen.Delivered.Select(history.NameOf)], seen.Invocation.Response);
        return [.. done.Select(history.NumberOf)];
    }

    // No record is acknowledged before every pipeline was done with it.
    private void CheckDone(InvocationHistory seen, int number)
    {
        var record = history.Records[number];
        var token = new Token(number);
        var head = seen.Of(InvocationHistory.Head);
        if (head.Faulted.Contains(token) || head.Filtered.Contains(token))
            return;
        Require(record.IsReadable, seen, $"record {number} cannot be read, but there is no fault of it");
        foreach (var plan in pipelines.Where(plan => plan.Wants(record.Type)))
        {
            var pipeline = seen.Of(plan.Id);
            if (plan.TakeCount is not null && pipeline.Taken >= plan.TakeCount)
                continue;
            Require(
                pipeline.IsDone(token),
                seen,
                $"record {number} is acknowledged, but {plan.Id} is not done with it{pipeline.Tell(number)}"
            );
            foreach (var arrived in pipeline.ArrivedOf(number))
            {
                foreach (var (sink, _) in plan.Sinks)
                    Require(
                        pipeline.Written.TryGetValue(sink, out var written)
                            // Before it was split, or after.
                            && (written.Contains(arrived) || written.Contains(token)),
                        seen,
                        $"record {arrived} went through {sink}, which has not written it"
                    );
            }
        }
    }

    // Exactly once for each failed unit, and none of what is delivered again.
    private static void CheckFaults(InvocationHistory seen, HashSet<int> done)
    {
        var ids = new HashSet<string>();
        var tokens = new HashSet<(string, Token)>();
        foreach (var fault in seen.Faults)
        {
            var isNew = ids.Add(fault.Id);
            if (seen.HasBusTrouble && !isNew)
                continue;
            Require(isNew, seen, $"fault {fault.Id} was published twice");
            foreach (var token in fault.Tokens)
            {
                Require(
                    tokens.Add((fault.Pipeline, token)),
                    seen,
                    $"there are two faults of record {token} in {fault.Pipeline}"
                );
                Require(
                    fault.Pipeline is InvocationHistory.Head
                        || seen.HasReadTrouble
                        || seen.Of(fault.Pipeline).Failed.Contains(token),
                    seen,
                    $"there is a fault of record {token} in {fault.Pipeline}, which did not fail there"
                );
                Require(
                    done.Contains(token.Record) || seen.HasBusTrouble,
                    seen,
                    $"there is a fault of record {token}, which is delivered again"
                );
            }
        }
    }

    // Nothing is delivered again for nothing.
    private void CheckReason(InvocationHistory seen)
    {
        if (seen.Invocation.End is InvocationEnd.Failed ? false : Done(seen).Count == seen.Delivered.Count)
            return;
        // What has taken half of the time may take as long again, so nothing more is begun then.
        var lasted = seen.Invocation.Ended - seen.Invocation.Started;
        Require(
            seen.HasBusTrouble
                || seen.HasReadTrouble
                || lasted >= (timeout - options.FlushReserve) / 2
                || seen.Pipelines.Values.Any(pipeline => pipeline.IsAborted || pipeline.Failed.Count > 0),
            seen,
            $"records are delivered again, but nothing failed ({seen.Invocation.Error?.Message})"
        );
    }

    // Within an invocation, a sink that keeps the order of a key writes it in the order of the source.
    private void CheckOrder(InvocationHistory seen)
    {
        var places = seen.Delivered.Index().ToDictionary(record => record.Item, record => record.Index);
        foreach (var plan in pipelines)
        {
            var pipeline = seen.Of(plan.Id);
            foreach (var (sink, _) in plan.Sinks.Where(sink => sink.IsOrdered))
            {
                if (!pipeline.Written.TryGetValue(sink, out var written))
                    continue;
                foreach (var key in written.GroupBy(token => history.Records[token.Record].Key))
                {
                    if (history.Overtaken.Contains((sink, key.Key)))
                        continue;
                    var last = (-1, -1);
                    foreach (var token in key)
                    {
                        var place = (places[token.Record], token.Part);
                        Require(
                            place.CompareTo(last) >= 0,
                            seen,
                            $"{sink} has written record {token} behind a later one of key {key.Key}"
                        );
                        last = place;
                    }
                }
            }
        }
    }

    // Of a message group, no record is seen again once a later one was.
    private void CheckTurns(InvocationHistory seen)
    {
        foreach (var plan in pipelines)
        {
            foreach (var group in seen.Of(plan.Id).Touched.GroupBy(number => history.Records[number].Key))
                Require(
                    group.Zip(group.Skip(1)).All(pair => pair.First <= pair.Second),
                    seen,
                    $"in {plan.Id}, records of group {group.Key} overlap: {string.Join(' ', group)}"
                );
        }
    }

    // Over all invocations, a key's records are written in their order, but for those that come again after a fault.
    private void CheckFirstWrites()
    {
        foreach (var plan in pipelines)
        {
            // Whose fault it was that a query failed is not known.
            if (plan.Reads && history.Invocations.Any(seen => seen.HasReadTrouble))
                continue;
            var hopeless = history
                .Invocations.SelectMany(seen =>
                    seen.Of(plan.Id).Hopeless.Concat(seen.Of(InvocationHistory.Head).Hopeless)
                )
                .ToHashSet();
            foreach (var (sink, _) in plan.Sinks.Where(sink => sink.IsOrdered))
            {
                foreach (
                    var key in history
                        .Effects.Where(effect => effect.Mark.Sink == sink)
                        .GroupBy(effect => effect.Mark.Key)
                )
                {
                    if (history.Overtaken.Contains((sink, key.Key)))
                        continue;
                    var first = key.Select(effect => effect.Mark.Tokens[0].Record)
                        .Distinct()
                        .Where(number => !hopeless.Contains(number))
                        .ToList();
                    if (!first.SequenceEqual(first.Order()))
                        throw new ViolationException(
                            $"{sink} has written the records of key {key.Key} for the first time in the order {string.Join(' ', first)}"
                                + string.Concat(
                                    history.Invocations.Select(seen =>
                                        $"\n  invocation of {string.Join(' ', seen.Delivered)}, {seen.Invocation.End}"
                                        + string.Concat(
                                            first
                                                .Intersect(seen.Delivered)
                                                .Select(number => $"\n    {number}{seen.Of(plan.Id).Tell(number)}")
                                        )
                                    )
                                )
                        );
                }
            }
        }
    }

    // Over all invocations, the last write of a key is of its last record.
    private void CheckLastWrites(HashSet<int> givenUp)
    {
        var ordered = pipelines
            .SelectMany(plan => plan.Sinks)
            .Where(sink => sink.IsOrdered)
            .Select(sink => sink.Sink)
            .ToHashSet();
        var broken = givenUp.Select(number => history.Records[number].Key).ToHashSet();
        foreach (
            var writes in history
                .Effects.Where(effect => ordered.Contains(effect.Mark.Sink) && !broken.Contains(effect.Mark.Key))
                .GroupBy(effect => (effect.Mark.Sink, effect.Mark.Key))
        )
        {
            if (history.Overtaken.Contains(writes.Key))
                continue;
            var last = writes.Max(effect => effect.Mark.Tokens[0].Record);
            var (mark, requestId) = writes.Last();
            // A record that was written at first and faulted when it came again is set aside, with what it would write.
            var isFaulted = history.Invocations.Any(seen =>
                seen.Of(mark.Pipeline).Faulted.Any(token => token.Record == last)
            );
            if (mark.Tokens[0].Record != last && !isFaulted)
                throw new ViolationException(
                    $"{mark.Sink} has written record {mark.Tokens[0]} last of key {mark.Key}, in invocation {requestId}, but record {last} is later"
                );
        }
    }

    private static void Require(bool holds, InvocationHistory seen, string message)
    {
        if (!holds)
            throw new ViolationException(
                $"invocation {seen.Invocation.RequestId} of records {string.Join(' ', seen.Delivered)}, {seen.Invocation.End} after "
                    + $"{(seen.Invocation.Ended - seen.Invocation.Started)?.TotalSeconds} s: {message}"
            );
    }
}
