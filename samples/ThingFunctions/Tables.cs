namespace ThingService;

internal static class Tables
{
    public static string Journal => Environment.GetEnvironmentVariable("JOURNAL_TABLE_NAME") ?? "journal";
}
