using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Sources;

/// <summary>A source of a case: where records are put, how they are delivered, and what an answer says of them.</summary>
internal abstract class CaseSource(string text, bool reports)
{
    /// <summary>What it is, to be printed.</summary>
    public string Text => text;

    /// <summary>Whether mapping and function have ReportBatchItemFailures.</summary>
    public bool Reports => reports;

    public abstract Source From { get; }

    /// <summary>Whether the records of a key come in order, also after a failure.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>Whether a key has one record at a time on its way through a pipeline.</summary>
    public virtual bool IsFifo => false;

    public abstract void Connect(LocalFunction function);

    /// <summary>Puts a record, and gives the name by which the source calls it.</summary>
    public abstract string Put(SourceRecord record, ReadOnlyMemory<byte> data);

    /// <summary>By what the source calls a record of a payload.</summary>
    public abstract string IdentityOf(Json record);

    /// <summary>The records on which the source gave up.</summary>
    public abstract IEnumerable<string> GivenUp { get; }

    /// <summary>The records of a payload, in their order.</summary>
    public virtual IEnumerable<Json> RecordsOf(Json payload) => ElementsOf(payload["Records"]);

    /// <summary>Which of the delivered records an answer says are done.</summary>
    public IReadOnlyList<string> DoneOf(IReadOnlyList<string> delivered, ReadOnlyMemory<byte> response)
    {
        if (!reports)
            return delivered;
        var failures = Json.Parse(response.ToArray())["batchItemFailures"];
        return DoneBefore(delivered, [.. ElementsOf(failures).Select(failure => failure["itemIdentifier"])]);
    }

    /// <summary>By default what is before the first failed record.</summary>
    protected virtual IReadOnlyList<string> DoneBefore(IReadOnlyList<string> delivered, IReadOnlyList<Json> failures)
    {
        var first = delivered.Count;
        foreach (var failure in failures)
            first = Math.Min(first, PlaceOf(delivered, failure.GetString()!));
        return [.. delivered.Take(first)];
    }

    /// <summary>Where an identifier of an answer is among what was delivered.</summary>
    protected static int PlaceOf(IReadOnlyList<string> delivered, string identifier)
    {
        var place = delivered.ToList().IndexOf(identifier);
        return place >= 0
            ? place
            : throw new ViolationException($"the answer names {identifier}, which was not delivered");
    }

    protected static IEnumerable<Json> ElementsOf(Json list)
    {
        var elements = new List<Json>();
        foreach (var element in list.EnumerateArray())
            elements.Add(element);
        return elements;
    }
}
