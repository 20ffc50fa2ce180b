namespace LambdaStream.Aws.Transport;

/// <summary>What a service is called, in messages, in its host and in signatures.</summary>
internal sealed record AwsService(string Name, string EndpointPrefix, string SigningName)
{
    /// <summary>Its endpoint in a region, in whichever partition of AWS that is.</summary>
    public Uri EndpointIn(string region) => new($"https://{EndpointPrefix}.{region}.{SuffixOf(region)}");

    private static string SuffixOf(string region)
    {
        foreach (var (prefix, suffix) in Partitions)
        {
            if (region.StartsWith(prefix, StringComparison.Ordinal))
                return suffix;
        }
        return "amazonaws.com";
    }

    // The regions of all other partitions end in amazonaws.com.
    private static readonly (string RegionPrefix, string Suffix)[] Partitions =
    [
        ("cn-", "amazonaws.com.cn"),
        ("eusc-", "amazonaws.eu"),
        ("us-iso-", "c2s.ic.gov"),
        ("us-isob-", "sc2s.sgov.gov"),
        ("eu-isoe-", "cloud.adc-e.uk"),
        ("us-isof-", "csp.hci.ic.gov"),
    ];
}
