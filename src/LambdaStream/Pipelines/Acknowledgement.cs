using LambdaStream.Faults;
using LambdaStream.Sources;

namespace LambdaStream.Pipelines;

/// <summary>Which records of an invocation must be delivered again. A record is failed until it is proven done.</summary>
internal sealed class Acknowledgement
{
    private readonly bool[] _failed;
    private readonly Checkpoint _checkpoint;
    private readonly IReadOnlyList<Record> _records;

    /// <param name="recordCount">The number of records in the payload.</param>
    /// <param name="checkpoint">How the source takes back what was not done.</param>
    /// <param name="records">The records that pipelines wanted, in the order of the payload.</param>
    public Acknowledgement(int recordCount, Checkpoint checkpoint, IReadOnlyList<Record> records)
    {
        _records = records;
        _failed = new bool[recordCount];
        _checkpoint = checkpoint;
    }

    /// <summary>The failed records, by their place in the payload.</summary>
    public bool[] Failed => _failed;

    /// <summary>Whether any record must be delivered again.</summary>
    public bool HasFailures => _failed.Contains(true);

    /// <summary>
    /// Closes the failed set over what is delivered again with it: an ordered source starts over at the lowest failure,
    /// a FIFO queue or Kafka at the lowest of each message group or partition, and a faulted unit that stands for several records cannot be published for a part of them.
    /// </summary>
    /// <returns>The faults of the remaining records, which are to be published.</returns>
    public List<Fault> Close(IReadOnlyList<Fault> faults)
    {
        bool hasGrown;
        do
        {
            hasGrown = false;
            if (_checkpoint is Checkpoint.Lowest && Array.IndexOf(_failed, true) is >= 0 and var lowest)
                _failed.AsSpan(lowest).Fill(true);
            if (_checkpoint is Checkpoint.Each or Checkpoint.LowestOfEach)
                CloseGroups();
            foreach (var fault in faults)
            {
                var origins = fault.Unit.Origins;
                if (origins.IsAnyIn(_failed) && !origins.AreAllIn(_failed))
                {
                    origins.Mark(_failed);
                    hasGrown = true;
                }
            }
        } while (hasGrown);
        return [.. faults.Where(fault => !fault.Unit.Origins.IsAnyIn(_failed))];
    }

    // A message that is acknowledged while an earlier one of its group is not would be overtaken by that one.
    private void CloseGroups()
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in _records)
        {
            if (record.Group is not { } group)
                continue;
            if (_failed[record.Index])
                failed.Add(group);
            else if (failed.Contains(group))
                _failed[record.Index] = true;
        }
    }
}
