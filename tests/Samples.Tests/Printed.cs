namespace Samples.Tests;

/// <summary>What a report prints where a program reads.</summary>
internal static class Printed
{
    public static string Of(Action<ReportTables> print)
    {
        using var output = new StringWriter();
        print(new ReportTables(output, isPlain: true));
        return output.ToString();
    }

    public static string LastLine(string output) => output.TrimEnd().Split('\n')[^1].TrimEnd('\r');
}
