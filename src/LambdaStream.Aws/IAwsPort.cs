using LambdaStream.Aws.Transport;

namespace LambdaStream.Aws;

/// <summary>A port on this transport, which can be warmed up and closed.</summary>
internal interface IAwsPort
{
    /// <summary>What it shares with the other ports.</summary>
    AwsConnection Connection { get; }

    ValueTask ConnectAsync(CancellationToken cancellationToken);
}
