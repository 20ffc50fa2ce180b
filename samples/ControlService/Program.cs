using System.Text;
using ControlService;

Console.OutputEncoding = Encoding.UTF8;
var isPlain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
var report = await Story.TellAsync();
report.Print(new ReportTables(Console.Out, isPlain));
return report.IsSuccess ? 0 : 1;
