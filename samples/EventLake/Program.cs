using System.Text;
using EventLake;

Console.OutputEncoding = Encoding.UTF8;
var isPlain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
if (Arguments.Parse(args) is not { IsHelp: false } arguments)
{
    Console.WriteLine(Arguments.Usage);
    return args is ["--help" or "-h"] ? 0 : 2;
}
var report = await Story.TellAsync(arguments);
report.Print(new ReportTables(Console.Out, isPlain));
return report.IsSuccess ? 0 : 1;
