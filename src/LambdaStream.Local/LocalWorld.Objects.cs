using LambdaStream.Connectors;
using LambdaStream.Local.Buckets;
using LambdaStream.Local.Sites;

namespace LambdaStream.Local;

public sealed partial class LocalWorld
{
    private readonly Dictionary<string, LocalBucket> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<FetchRequest, FetchResponse>> _sites = new(
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>S3 over the buckets of this world.</summary>
    public IS3 S3 => field ??= new LocalS3(name => Find(_buckets, name), _environment);

    /// <summary>HTTP over the sites of this world. What is no site of it cannot be reached.</summary>
    public IFetch Fetch => field ??= new LocalFetch(uri => Find(_sites, uri.Authority));

    /// <summary>The bucket of that name. The first call creates it.</summary>
    /// <param name="name">Its name: 3 to 63 small letters, digits, '-' and '.'.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public LocalBucket Bucket(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length is < 3 or > 63 || !name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.'))
            throw new ArgumentException($"{name} is no name of a bucket.", nameof(name));
        lock (_lock)
        {
            if (!_buckets.TryGetValue(name, out var bucket))
                _buckets.Add(name, bucket = new(name, _environment, Register));
            return bucket;
        }
    }

    /// <summary>A site that answers HTTP requests, in the place of the one of that host before.</summary>
    /// <param name="host">The host, with its port where that is in the URLs.</param>
    /// <param name="answer">Answers a request, or raises an error.</param>
    public void Site(string host, Func<FetchRequest, FetchResponse> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentNullException.ThrowIfNull(answer);
        lock (_lock)
            _sites[host] = answer;
    }
}
