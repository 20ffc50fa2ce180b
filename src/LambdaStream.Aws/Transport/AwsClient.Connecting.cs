namespace LambdaStream.Aws.Transport;

internal sealed partial class AwsClient
{
    /// <summary>Sends a request without a purpose, which opens a connection and compiles what calls need.</summary>
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        var request = new AwsRequest
        {
            Operation = "connect",
            Method = HttpMethod.Get,
            IsRetried = false,
        };
        try
        {
            await SendAsync(request, static answer => new(answer.StatusName, ""), cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Any answer will do, and where there is none, the first call says so.
        }
    }
}
