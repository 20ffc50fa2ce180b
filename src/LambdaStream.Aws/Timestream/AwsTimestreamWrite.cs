using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Timestream;

/// <summary>The port to Timestream over its JSON protocol. Which endpoint is to be written to, the service says.</summary>
/// <remarks>An endpoint that is set, such as that of a VPC, is written to as it is.</remarks>
internal sealed class AwsTimestreamWrite : ITimestreamWrite, IAwsPort
{
    private static readonly AwsService Service = new("Timestream", "ingest.timestream", "timestream");

    private readonly Lazy<JsonService> _fixed;
    private readonly EndpointDiscovery? _discovery;

    /// <param name="connection">The connection.</param>
    /// <param name="discoveredAt">Who is asked for the endpoint; by default the region's.</param>
    public AwsTimestreamWrite(AwsConnection connection, Uri? discoveredAt = null)
    {
        Connection = connection;
        var settings = connection.Options.TimestreamWrite;
        if (settings.Endpoint is null || discoveredAt is not null)
            _discovery = new(connection, Service, settings with { Endpoint = discoveredAt }, ServiceAt);
        _fixed = new(() => ServiceAt(connection, settings));
    }

    public AwsConnection Connection { get; }

    public async ValueTask<WriteRecordsResponse> WriteRecordsAsync(
        WriteRecordsRequest request,
        CancellationToken cancellationToken
    )
    {
        var service = _discovery is null ? _fixed.Value : await _discovery.GetAsync(cancellationToken);
        try
        {
            return Answers.WriteRecords(
                await service.CallAsync("WriteRecords", request, Requests.Write, cancellationToken)
            );
        }
        catch (ServiceException error) when (error.Code is "RejectedRecordsException")
        {
            throw new RejectedRecordsException(error.Message, Answers.Rejected(error.Details), error)
            {
                StatusCode = error.StatusCode,
                RequestId = error.RequestId,
                Details = error.Details,
            };
        }
        catch (ServiceException error) when (error.IsConnectionFailure || error.Code is "InvalidEndpointException")
        {
            _discovery?.Forget(service);
            throw;
        }
    }

    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var service = _discovery is null ? _fixed.Value : await _discovery.GetAsync(cancellationToken);
            await service.ConnectAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The first call says so.
        }
    }

    private static JsonService ServiceAt(AwsConnection connection, AwsServiceOptions settings) =>
        new(new(connection, Service, settings), Service.Name, "application/x-amz-json-1.0", "Timestream_20181101");
}
