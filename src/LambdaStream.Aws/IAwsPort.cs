namespace LambdaStream.Aws;

/// <summary>A port on this transport, which can be warmed up.</summary>
internal interface IAwsPort
{
    ValueTask ConnectAsync(CancellationToken cancellationToken);
}
