namespace LambdaStream.Faults;

/// <summary>A unit of work as a fault event shows it: its record for resubmission, and its variables by their names.</summary>
internal static class UnitJson
{
    // Strings of a record that is too large to be published are cut to this many characters.
    private const int OutlineLength = 64;

    public static Json Of(UnitOfWork unit, Redaction redaction)
    {
        var members = new List<(string, Json)>();
        if (!unit.IsBatch && unit.Pipeline is not "")
            members.Add(("pipeline", unit.Pipeline));
        // The record stays whole, or it could not be resubmitted.
        if (unit.Record is { } record)
            members.Add(("record", record.Json));
        if (unit.Get(Slots.UndecryptedEvent) is { } undecrypted)
            members.Add(("event", Redaction.OfUndecrypted(unit).Apply(undecrypted.ToJson())));
        else if (!unit.Event.IsEmpty)
            members.Add(("event", redaction.Apply(unit.Event.ToJson())));
        if (unit.Batch.Count > 0)
            members.Add(("batch", Json.ArrayOf([.. unit.Batch.Select(inner => Of(inner, redaction))])));
        foreach (var (slot, value) in unit.Slots)
            members.Add((slot.Name, redaction.Apply(slot.ToJson(value))));
        return Json.ObjectOf([.. members]);
    }

    /// <summary>Only what is needed for resubmission.</summary>
    public static Json RecordOf(UnitOfWork unit) =>
        unit.Batch.Count > 0
            ? Json.ObjectOf(("batch", Json.ArrayOf([.. unit.Batch.Select(RecordOf)])))
            : Json.ObjectOf(("record", unit.Record?.Json ?? default));

    /// <summary>Where even the records are too large: enough to find them at their source.</summary>
    public static Json OutlineOf(UnitOfWork unit) =>
        unit.Batch.Count > 0
            ? Json.ObjectOf(("batch", Json.ArrayOf([.. unit.Batch.Select(OutlineOf)])))
            : Json.ObjectOf(("record", Outline(unit.Record?.Json ?? default)));

    private static Json Outline(Json value)
    {
        switch (value.Kind)
        {
            case System.Text.Json.JsonValueKind.Object:
                var members = new List<(string, Json)>();
                foreach (var (name, member) in value.EnumerateObject())
                    members.Add((name, Outline(member)));
                return Json.ObjectOf([.. members]);
            case System.Text.Json.JsonValueKind.Array:
                var count = value.Count;
                return count <= 10 ? Json.ArrayOf([.. Elements(value)]) : $"[TRUNCATED: {count} elements]";
            case System.Text.Json.JsonValueKind.String when value.GetString() is { Length: > OutlineLength } text:
                return $"{text[..OutlineLength]}[TRUNCATED: {text.Length} characters]";
            default:
                return value;
        }
    }

    private static List<Json> Elements(Json list)
    {
        var elements = new List<Json>();
        foreach (var element in list.EnumerateArray())
            elements.Add(Outline(element));
        return elements;
    }
}
