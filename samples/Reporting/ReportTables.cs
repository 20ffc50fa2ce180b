using System.Globalization;
using LambdaStream;
using LambdaStream.Connectors;
using Spectre.Console;

namespace Reporting;

/// <summary>The tables of a report: with colours and lines on a terminal, else as plain text.</summary>
public sealed class ReportTables
{
    // Wide enough that nothing is broken into lines where a program reads.
    private const int PlainWidth = 400;

    // The end of the year 9999, in milliseconds since 1970.
    private const long MaxTime = 253_402_300_799_999;

    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;
    private readonly bool _isPlain;

    public ReportTables(TextWriter output, bool isPlain)
    {
        _output = output;
        _isPlain = isPlain;
        _console = AnsiConsole.Create(
            new()
            {
                Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );
        if (isPlain)
            _console.Profile.Width = PlainWidth;
    }

    /// <summary>What flowed where.</summary>
    public void PrintHops(IReadOnlyList<Hop> hops) =>
        Print(
            "What flowed where",
            ["From", "To", "#Records", "#Done", "#Given up", "#Lost", ""],
            hops.Where(hop => hop.Records > 0)
                .Select(hop =>
                    (object?[])[hop.From, hop.To, hop.Records, hop.Done, Blank(hop.Failed), Blank(hop.Lost), hop.Note]
                )
        );

    /// <summary>What became of the units of work, pipeline by pipeline.</summary>
    public void PrintPipelines(IEnumerable<Function> functions) =>
        Print(
            "What the pipelines did",
            ["Function", "Pipeline", "#Published", "#Updated", "#Not newer", "#Put", "#Delivered", "#Calls", "#Faults"],
            from function in functions
            from pipeline in function.Pipelines
            let counts = pipeline.Value
            select (object?[])
                [
                    function.Name,
                    pipeline.Key,
                    Blank(counts.Published),
                    Blank(counts.Updated),
                    Blank(counts.NotNewer),
                    Blank(counts.Put),
                    Blank(counts.Delivered),
                    Blank(counts.Calls),
                    Blank(counts.Faults),
                ]
        );

    /// <summary>The faults, with their reasons.</summary>
    public void PrintFaults(IEnumerable<Event> faults) =>
        Print(
            "Faults",
            ["Pipeline", "Error", "Reason", "Event", "Record"],
            faults.Select(fault =>
                (object?[])
                    [
                        Function.PipelineOf(fault),
                        fault["err"]["name"].GetString(),
                        fault["err"]["message"].GetString(),
                        fault["uow"]["event"]["id"].ToString().Trim('"'),
                        RecordOf(fault["uow"]),
                    ]
            )
        );

    /// <summary>What sources of events gave up, and why.</summary>
    public void PrintFailures(IReadOnlyList<Hop> hops) =>
        Print(
            "Given up",
            ["From", "To", "#Records", "Reason"],
            hops.SelectMany(
                hop => hop.Failures,
                (hop, failure) => (object?[])[hop.From, hop.To, failure.Records, failure.Reason]
            )
        );

    /// <summary>A table; without rows there is none, and a column of numbers without any is left out.</summary>
    /// <param name="title">The title.</param>
    /// <param name="columns">The headings; one that starts with # is of numbers.</param>
    /// <param name="rows">The cells, row by row.</param>
    public void Print(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        var shown = Enumerable
            .Range(0, columns.Count)
            .Where(i => !columns[i].StartsWith('#') || all.Any(row => $"{row[i]}" is not ""))
            .ToList();
        var table = new Table
        {
            Border = _isPlain ? TableBorder.Ascii2 : TableBorder.Rounded,
            BorderStyle = new Style(Color.Grey),
        };
        foreach (var i in shown)
        {
            table.AddColumn(
                new TableColumn(new Text(columns[i].TrimStart('#')))
                {
                    Alignment = columns[i].StartsWith('#') ? Justify.Right : Justify.Left,
                }
            );
        }
        foreach (var row in all)
            table.AddRow(shown.Select(i => new Text(Printable($"{row[i]}"))));
        _console.Write(new Text(title + Environment.NewLine, new Style(Color.Teal, decoration: Decoration.Bold)));
        _console.Write(table);
        _console.WriteLine();
    }

    /// <summary>The last line, for scripts: counts, and what was lost.</summary>
    public void PrintSummary(int lost, params ReadOnlySpan<(string Name, int Count)> counts)
    {
        foreach (var (name, count) in counts)
            _output.Write($"{name} {count} · ");
        _output.WriteLine($"lost {lost}");
    }

    // What came in from outside must not control the terminal.
    private static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    public static string Blank(int count) => count == 0 ? "" : $"{count}";

    public static string TextOf(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.None => "",
            AttributeType.Text => value.GetText()!,
            AttributeType.Number => value.GetNumber(),
            _ => value.ToString(),
        };

    public static string TimeOf(AttributeValue timestamp) =>
        timestamp.TryGetInt64(out var milliseconds) && milliseconds is >= 0 and <= MaxTime
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("u", CultureInfo.InvariantCulture)
            : TextOf(timestamp);

    /// <summary>The ids of the records, of which a batch has several. Of Kinesis's long numbers only the ends.</summary>
    private static string RecordOf(Json uow)
    {
        if (uow["batch"].IsDefined)
        {
            var ids = new List<string>();
            foreach (var unit in uow["batch"].EnumerateArray())
                ids.Add(RecordOf(unit));
            return string.Join(", ", ids);
        }
        var record = uow["record"];
        var id = ((Json[])[record["eventID"], record["messageId"], record["id"]])
            .FirstOrDefault(id => id.IsDefined)
            .ToString()
            .Trim('"');
        return id.Length > 48 ? $"{id[..26]}…{id[^8..]}" : id;
    }
}
