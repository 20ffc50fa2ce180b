namespace LambdaStream.Peers;

/// <summary>What the function's environment would say. The driver gives the Node side the same (peers/compare.mjs).</summary>
public static class Settings
{
    public const string Region = "us-east-1";
    public const string Project = "my-listener";
    public const string Table = "entities";
    public const long TtlSeconds = 33 * 86_400;
}
