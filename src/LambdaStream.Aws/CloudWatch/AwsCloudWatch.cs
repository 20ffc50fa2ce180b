using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.CloudWatch;

/// <summary>The port to CloudWatch metrics over its JSON protocol.</summary>
internal sealed class AwsCloudWatch(AwsConnection connection) : ICloudWatch, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("CloudWatch", "monitoring", "monitoring")
    {
        IsFipsInGovCloud = true,
    };

    private readonly Lazy<JsonService> _service = new(() =>
        new(
            new(connection, Service, connection.Options.CloudWatch),
            Service.Name,
            "application/x-amz-json-1.0",
            "GraniteServiceVersion20100801"
        )
    );

    public async ValueTask<PutMetricDataResponse> PutMetricDataAsync(
        PutMetricDataRequest request,
        CancellationToken cancellationToken
    )
    {
        await _service.Value.CallAsync("PutMetricData", request, Requests.Write, cancellationToken, mayBeEmpty: true);
        return new();
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);
}
