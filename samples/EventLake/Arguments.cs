namespace EventLake;

/// <summary>What the user wants replayed, from the command line.</summary>
internal sealed record Arguments(
    string EventType = "order-*",
    string Prefix = "",
    bool IsDry = false,
    bool IsHelp = false
)
{
    public const string Usage = """
        A lake of all events of a bus, in memory, from which a service that came later gets what it missed.

        Usage: dotnet run --project samples/EventLake [-- options]

          --type TYPE      the events to replay: a type, or a prefix with a star; by default order-*
          --prefix PREFIX  the objects to read, such as us-east-1/2026/03/02/; by default all
          --dry            only ask whether the function could be called
          --help           show this
        """;

    /// <summary>Null where they make no sense.</summary>
    public static Arguments? Parse(ReadOnlySpan<string> args) => Parse(new Arguments(), args);

    private static Arguments? Parse(Arguments known, ReadOnlySpan<string> args) =>
        args switch
        {
            [] => known,
            ["--help" or "-h", ..] => known with { IsHelp = true },
            ["--dry", .. var rest] => Parse(known with { IsDry = true }, rest),
            ["--type", var type, .. var rest] => Parse(known with { EventType = type }, rest),
            ["--prefix", var prefix, .. var rest] => Parse(known with { Prefix = prefix }, rest),
            _ => null,
        };
}
