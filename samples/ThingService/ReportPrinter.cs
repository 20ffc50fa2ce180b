namespace ThingService;

/// <summary>Prints a report: with colours and lines on a terminal, else as plain text.</summary>
internal sealed class ReportPrinter(TextWriter output, bool isPlain)
{
    private const int RowsShown = 12;

    private readonly ReportTables _tables = new(output, isPlain);

    public void Print(Report report)
    {
        _tables.PrintHops(report.Hops);
        _tables.PrintPipelines(report.Functions);
        PrintRows(report);
        _tables.PrintFaults(report.Faults);
        _tables.PrintFailures(report.Hops);
        _tables.PrintSummary(
            report.Lost,
            ("records", report.Records),
            ("events", report.Events),
            ("rows", report.Rows.Count),
            ("faults", report.Faults.Count)
        );
    }

    private void PrintRows(Report report)
    {
        var rows = report
            .Rows.Take(RowsShown)
            .Select(row =>
                (object?[])
                    [
                        ReportTables.TextOf(row["pk"]),
                        ReportTables.TextOf(row["sk"]),
                        ReportTables.TextOf(row["name"]),
                        ReportTables.TextOf(row["quantity"]),
                        row["deleted"].IsDefined ? "yes" : "",
                        ReportTables.TextOf(row["lastModifiedBy"]),
                        ReportTables.TimeOf(row["timestamp"]),
                    ]
            );
        if (report.Rows.Count > RowsShown)
            rows = rows.Append([$"and {report.Rows.Count - RowsShown} more", "", "", "", "", "", ""]);
        _tables.Print("The view", ["Thing", "Row", "Name", "#Quantity", "Deleted", "By", "Changed"], rows);
    }
}
