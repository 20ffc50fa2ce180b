namespace LambdaStream.Aws.Transport;

/// <summary>What a service is called, in messages, in its host and in signatures.</summary>
internal sealed record AwsService(string Name, string EndpointPrefix, string SigningName)
{
    private const string GovCloud = "us-gov-";

    /// <summary>The prefix of its dual-stack endpoints, where that is another.</summary>
    public string? DualStackPrefix { get; init; }

    /// <summary>Whether its dual-stack endpoints are the ordinary ones with <c>dualstack</c> in front of the region, as those of S3.</summary>
    public bool HasDualStackLabel { get; init; }

    /// <summary>Whether its ordinary endpoints in GovCloud are the FIPS ones.</summary>
    public bool IsFipsInGovCloud { get; init; }

    /// <summary>Whether paths are signed as they are sent, once encoded, as S3 wants it.</summary>
    public bool KeepsPath { get; init; }

    /// <summary>Its endpoint in a region, in whichever partition of AWS that is.</summary>
    public Uri EndpointIn(string region, bool isFips = false, bool isDualStack = false)
    {
        var prefix = isDualStack ? DualStackPrefix ?? EndpointPrefix : EndpointPrefix;
        if (isFips && (isDualStack || !IsFipsInGovCloud || !region.StartsWith(GovCloud, StringComparison.Ordinal)))
            prefix += "-fips";
        var (suffix, dualStackSuffix) = SuffixesOf(region);
        if (HasDualStackLabel)
            return new($"https://{prefix}.{(isDualStack ? "dualstack." : "")}{region}.{suffix}");
        return new($"https://{prefix}.{region}.{(isDualStack ? dualStackSuffix : suffix)}");
    }

    private static (string Suffix, string DualStackSuffix) SuffixesOf(string region)
    {
        foreach (var (prefix, suffix, dualStackSuffix) in Partitions)
        {
            if (region.StartsWith(prefix, StringComparison.Ordinal))
                return (suffix, dualStackSuffix);
        }
        return ("amazonaws.com", "api.aws");
    }

    // All other regions are in partitions whose endpoints end in amazonaws.com.
    private static readonly (string RegionPrefix, string Suffix, string DualStackSuffix)[] Partitions =
    [
        ("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
        ("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
        ("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
        ("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
        ("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
        ("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
    ];
}
