namespace ThingService;

/// <summary>Prints a report: with colours and lines on a terminal, else as plain text.</summary>
internal sealed partial class ReportPrinter
{
    private const int RowsShown = 12;

    public void Print(Report report)
    {
        PrintHops(report);
        PrintPipelines(report);
        PrintRows(report);
        PrintFaults(report);
        PrintFailures(report);
        _output.WriteLine(
            $"records {report.Records} · events {report.Events} · rows {report.Rows.Count} · faults {report.Faults.Count} · lost {report.Lost}"
        );
    }

    private void PrintHops(Report report)
    {
        var table = StartTable("From", "To", "#Records", "#Done", "#Given up", "#Lost", "");
        foreach (var hop in report.Hops.Where(hop => hop.Records > 0))
            Add(table, hop.From, hop.To, hop.Records, hop.Done, Blank(hop.Failed), Blank(hop.Lost), hop.Note);
        Finish("What flowed where", table);
    }

    private void PrintPipelines(Report report)
    {
        var table = StartTable("Function", "Pipeline", "#Published", "#Updated", "#Not newer", "#Put", "#Faults");
        foreach (var function in report.Functions)
        {
            foreach (var (pipeline, counts) in function.Pipelines)
            {
                Add(
                    table,
                    function.Name,
                    pipeline,
                    Blank(counts.Published),
                    Blank(counts.Updated),
                    Blank(counts.NotNewer),
                    Blank(counts.Put),
                    Blank(counts.Faults)
                );
            }
        }
        Finish("What the pipelines did", table);
    }

    private void PrintRows(Report report)
    {
        var table = StartTable("Thing", "Row", "Name", "#Quantity", "Deleted", "By", "Changed");
        foreach (var row in report.Rows.Take(RowsShown))
        {
            Add(
                table,
                TextOf(row["pk"]),
                TextOf(row["sk"]),
                TextOf(row["name"]),
                TextOf(row["quantity"]),
                row["deleted"].IsDefined ? "yes" : "",
                TextOf(row["lastModifiedBy"]),
                TimeOf(row["timestamp"])
            );
        }
        if (report.Rows.Count > RowsShown)
            Add(table, $"and {report.Rows.Count - RowsShown} more", "", "", "", "", "", "");
        Finish("The view", table);
    }

    private void PrintFaults(Report report)
    {
        var table = StartTable("Pipeline", "Error", "Reason", "Event", "Record");
        foreach (var fault in report.Faults)
        {
            Add(
                table,
                Function.PipelineOf(fault),
                fault["err"]["name"].GetString(),
                fault["err"]["message"].GetString(),
                fault["uow"]["event"]["id"].ToString().Trim('"'),
                RecordOf(fault["uow"])
            );
        }
        Finish("Faults", table);
    }

    private void PrintFailures(Report report)
    {
        var table = StartTable("From", "To", "#Records", "Reason");
        foreach (var hop in report.Hops)
        {
            foreach (var failure in hop.Failures)
                Add(table, hop.From, hop.To, failure.Records, failure.Reason);
        }
        Finish("Given up", table);
    }
}
