using LambdaStream.Connectors;

namespace LambdaStream.Local.Sites;

/// <summary>HTTP in a world: its sites answer, everything else cannot be reached.</summary>
internal sealed class LocalFetch(Func<Uri, Func<FetchRequest, FetchResponse>?> findSite) : IFetch
{
    public ValueTask<FetchResponse> FetchAsync(FetchRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, Fetch, cancellationToken);

    private FetchResponse Fetch(FetchRequest request)
    {
        var uri = new Uri(request.Url);
        var site =
            findSite(uri)
            ?? throw new ServiceException("NetworkingError", $"There is no site {uri.Authority} in this world.")
            {
                IsConnectionFailure = true,
            };
        return site(request);
    }
}
