namespace ThingService;

/// <summary>What the user wants, from the command line.</summary>
internal sealed record Arguments(bool IsHelp, string? PayloadFile = null, Uri? DynamoDb = null, bool IsPicture = false)
{
    public const string Usage = """
        Two services on an event hub, in memory: what users do to things in the one appears in the view of the other.

        Usage: dotnet run --project samples/ThingService [-- options]

          --payload FILE   process a Lambda event of your own: from Kinesis, DynamoDB Streams, SQS or EventBridge
          --dynamodb URL   keep the tables in DynamoDB there, for example in DynamoDB Local, and read their stream
          --topology       draw the services and what is between them, in the language of Mermaid
          --help           show this

        Without options it plays the commands and the payloads that are shipped beside it, some of them poison.
        The exit code is 0 if no record was lost or given up, else 1; it is 2 if there was nothing to process.
        """;

    /// <exception cref="UnusableArgumentsException">They make no sense.</exception>
    public static Arguments Parse(IReadOnlyList<string> args) =>
        args switch
        {
            [] => new(false),
            ["--help" or "-h" or "-?"] => new(true),
            ["--payload", var file] => new(false, file),
            ["--dynamodb", var url] => new(false, DynamoDb: ReadUrl(url)),
            ["--topology"] => new(false, IsPicture: true),
            ["--dynamodb"] => throw new UnusableArgumentsException("--dynamodb needs a URL."),
            ["--payload"] => throw new UnusableArgumentsException("--payload needs a file."),
            ["--payload" or "--dynamodb" or "--topology" or "--help", ..] => throw new UnusableArgumentsException(
                "There is more than one option."
            ),
            [var unknown, ..] => throw new UnusableArgumentsException($"There is no option {unknown}."),
        };

    private static Uri ReadUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new UnusableArgumentsException("--dynamodb needs an HTTP URL.");
}

internal sealed class UnusableArgumentsException(string message) : Exception($"{message} Try --help.");
