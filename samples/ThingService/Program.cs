using System.Text;
using ThingService;

Console.OutputEncoding = Encoding.UTF8;
var isPlain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
return await App.RunAsync(args, Console.Out, Console.Error, isPlain);
