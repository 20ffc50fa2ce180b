using LambdaStream.Sinks;

namespace LambdaStream;

public sealed partial class RuleCheck
{
    /// <summary>Requires what a rule needs to publish its events, unless faults lack the same.</summary>
    /// <param name="publish">How the rule publishes; null is as the options say.</param>
    /// <param name="own">What of publishing differs from the options.</param>
    public void RequirePublish(Publisher? publish, PublishOptions own)
    {
        ArgumentNullException.ThrowIfNull(own);
        if (publish is null && Options.Problems.Any())
            return;
        foreach (var problem in (publish ?? Options.Publish).Problems("Its events are", Options, own))
            Require(false, problem);
    }
}
