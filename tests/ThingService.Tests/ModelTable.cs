using System.Text.Json;

namespace ThingService.Tests;

internal enum RowState
{
    Alive,
    SoftlyDeleted,
    Gone,
}

internal sealed record ModelRow(string Name, RowState State);

/// <summary>The service's table as plain rules, and what it did.</summary>
internal sealed class ModelTable
{
    private readonly Dictionary<(string Thing, string Row), ModelRow> _rows = [];

    /// <summary>All rows that there ever were.</summary>
    public IReadOnlyDictionary<(string Thing, string Row), ModelRow> Rows => _rows;

    public int Done { get; private set; }

    public int Refused { get; private set; }

    public void Do(JsonElement command)
    {
        var thing = command.GetProperty("thing").GetString()!;
        var key = (thing, command.TryGetProperty("element", out var element) ? element.GetString()! : "thing");
        var name = command.TryGetProperty("name", out var text) ? text.GetString()! : "";
        var row = _rows.GetValueOrDefault(key, new("", RowState.Gone));
        var changed = (command.GetProperty("do").GetString(), row.State) switch
        {
            ("create", RowState.Gone) => new ModelRow(name, RowState.Alive),
            ("rename", RowState.Alive) => row with { Name = name },
            ("soft-delete", RowState.Alive) => row with { State = RowState.SoftlyDeleted },
            ("undelete", RowState.SoftlyDeleted) => row with { State = RowState.Alive },
            ("delete", not RowState.Gone) => row with { State = RowState.Gone },
            _ => null,
        };
        if (changed is null)
        {
            Refused++;
            return;
        }
        _rows[key] = changed;
        Done++;
    }
}
