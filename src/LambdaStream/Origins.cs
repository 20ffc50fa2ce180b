namespace LambdaStream;

/// <summary>The records that a unit of work stands for: one, or several after units were put together.</summary>
internal readonly struct Origins
{
    private readonly object _records;

    private Origins(object records) => _records = records;

    public int Count => _records is Record[] several ? several.Length : 1;

    public Record this[int index] => _records is Record[] several ? several[index] : (Record)_records;

    public static Origins Of(Record record) => new(record);

    public static Origins Of(IReadOnlyList<UnitOfWork> units)
    {
        if (units.Count == 1)
            return units[0].Origins;
        var records = new List<Record>(units.Count);
        var seen = new HashSet<int>();
        foreach (var unit in units)
        {
            for (var i = 0; i < unit.Origins.Count; i++)
            {
                if (seen.Add(unit.Origins[i].Index))
                    records.Add(unit.Origins[i]);
            }
        }
        return records.Count == 1 ? new(records[0]) : new((object)records.ToArray());
    }

    /// <summary>Marks the records by their place in the payload.</summary>
    public void Mark(bool[] marks)
    {
        for (var i = 0; i < Count; i++)
            marks[this[i].Index] = true;
    }

    /// <summary>Whether the record at that place is one of them.</summary>
    public bool Contains(int index)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Index == index)
                return true;
        }
        return false;
    }

    /// <summary>Whether all records are marked.</summary>
    public bool AreAllIn(bool[] marks)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!marks[this[i].Index])
                return false;
        }
        return true;
    }

    /// <summary>Whether a record is marked.</summary>
    public bool IsAnyIn(bool[] marks)
    {
        for (var i = 0; i < Count; i++)
        {
            if (marks[this[i].Index])
                return true;
        }
        return false;
    }
}
