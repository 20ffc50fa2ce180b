using LambdaStream.Testing;

namespace LambdaStream.Tests;

/// <summary>What a source makes of a payload: the units that reach a pipeline that wants everything.</summary>
internal static class Driven
{
    public static FunctionDriver All(Source source, Func<StreamOptions, StreamOptions>? configure = null)
    {
        var driver = new FunctionDriver(source, new Pipeline("all", units => units));
        driver.Options = configure?.Invoke(driver.Options) ?? driver.Options;
        return driver;
    }

    public static ValueTask<DrivenInvocation> ReadAsync(
        this Source source,
        byte[] payload,
        Func<StreamOptions, StreamOptions>? configure = null
    ) => All(source, configure).InvokeAsync(payload);
}
