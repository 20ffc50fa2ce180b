using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaStream;

/// <summary>Makes a function of the rules that are registered as services.</summary>
public static class ProcessorServices
{
    /// <summary>Registers the one <see cref="Processor"/> of the program, whose pipelines are all services of the type <see cref="Rule"/>.</summary>
    /// <remarks>
    /// They run in the order of their registration. It is made when it is first asked for, which belongs into the start
    /// of the program: <c>LambdaFunction.RunAsync(provider.GetRequiredService&lt;Processor&gt;)</c>. It logs to the
    /// services' <see cref="ILoggerFactory"/>, if there is one and the options name no other.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="source">Where the events come from, made by <see cref="From"/>.</param>
    /// <param name="options">Gives the settings and ports; it is asked once.</param>
    public static IServiceCollection AddProcessor(
        this IServiceCollection services,
        Source source,
        Func<IServiceProvider, StreamOptions> options
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return services.AddSingleton(provider => new Processor(
            source,
            Logging(options(provider), provider),
            provider.GetServices<Rule>()
        ));
    }

    /// <summary>Registers a pipeline of the <see cref="Processor"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="create">Makes the rule, with the services that its functions use.</param>
    public static IServiceCollection AddRule(this IServiceCollection services, Func<IServiceProvider, Rule> create)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        return services.AddSingleton(create);
    }

    private static StreamOptions Logging(StreamOptions options, IServiceProvider provider) =>
        options.LoggerFactory is null && provider.GetService<ILoggerFactory>() is { } factory
            ? options with
            {
                LoggerFactory = factory,
            }
            : options;
}
