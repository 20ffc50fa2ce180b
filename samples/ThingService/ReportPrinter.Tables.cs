using System.Globalization;
using LambdaStream;
using LambdaStream.Connectors;
using Spectre.Console;

namespace ThingService;

// How tables and their cells look.
internal sealed partial class ReportPrinter
{
    // Wide enough that nothing is broken into lines where a program reads.
    private const int PlainWidth = 400;

    // The end of the year 9999, in milliseconds since 1970.
    private const long MaxTime = 253_402_300_799_999;

    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;
    private readonly bool _isPlain;

    public ReportPrinter(TextWriter output, bool isPlain)
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

    /// <param name="columns">The headings; one that starts with # is of numbers.</param>
    private Table StartTable(params ReadOnlySpan<string> columns)
    {
        var table = new Table
        {
            Border = _isPlain ? TableBorder.Ascii2 : TableBorder.Rounded,
            BorderStyle = new Style(Color.Grey),
        };
        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(new Text(column.TrimStart('#')))
                {
                    Alignment = column.StartsWith('#') ? Justify.Right : Justify.Left,
                }
            );
        }
        return table;
    }

    private static void Add(Table table, params IEnumerable<object?> cells) =>
        table.AddRow(cells.Select(cell => new Text(Printable($"{cell}"))));

    private void Finish(string title, Table table)
    {
        if (table.Rows.Count == 0)
            return;
        _console.Write(new Text(title + Environment.NewLine, new Style(Color.Teal, decoration: Decoration.Bold)));
        _console.Write(table);
        _console.WriteLine();
    }

    // What came in from outside must not control the terminal.
    private static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    private static string Blank(int count) => count == 0 ? "" : $"{count}";

    private static string TextOf(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.None => "",
            AttributeType.Text => value.GetText()!,
            AttributeType.Number => value.GetNumber(),
            _ => value.ToString(),
        };

    private static string TimeOf(AttributeValue timestamp) =>
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
