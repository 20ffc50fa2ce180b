using LambdaStream.Connectors;

namespace ThingService;

/// <summary>The program without its process, so that tests can run it.</summary>
internal static class App
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, bool isPlain = true)
    {
        try
        {
            var arguments = Arguments.Parse(args);
            if (arguments.IsHelp)
            {
                output.WriteLine(Arguments.Usage);
                return 0;
            }
            if (arguments.IsPicture)
            {
                output.Write((await World.CreateAsync()).Describe().ToMermaid());
                return 0;
            }
            var report =
                arguments.PayloadFile is { } file ? await Story.TellAsync(LambdaPayload.Read(file))
                : arguments.DynamoDb is { } endpoint ? await TellOnAsync(endpoint)
                : await Story.TellAsync();
            new ReportPrinter(output, isPlain).Print(report);
            return report.IsSuccess ? 0 : 1;
        }
        catch (Exception problem) when (problem is UnusableArgumentsException or UnusablePayloadException)
        {
            error.WriteLine(problem.Message);
            return 2;
        }
    }

    private static async Task<Report> TellOnAsync(Uri endpoint)
    {
        DynamoDbTables tables;
        try
        {
            tables = await DynamoDbTables.CreateAsync(endpoint);
        }
        catch (ServiceException problem)
        {
            throw new UnusableArgumentsException($"There are no tables on {endpoint}: {problem.Message}");
        }
        return await Story.TellAsync(tables);
    }
}
