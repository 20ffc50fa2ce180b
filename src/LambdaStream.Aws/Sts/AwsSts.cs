using System.Globalization;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sts;

/// <summary>The port to STS over its Query protocol, at the endpoint of the region.</summary>
internal sealed class AwsSts(AwsConnection connection) : ISts, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("STS", "sts", "sts") { IsFipsInGovCloud = true };

    private readonly Lazy<QueryService> _service = new(() =>
        new(new(connection, Service, connection.Options.Sts), Service.Name, "2011-06-15")
    );

    public async ValueTask<AssumeRoleResponse> AssumeRoleAsync(
        AssumeRoleRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _service.Value.CallAsync("AssumeRole", request, Write, cancellationToken);
        var credentials = answer["Credentials"];
        return new()
        {
            Credentials = new()
            {
                AccessKeyId = Required(credentials, "AccessKeyId"),
                SecretAccessKey = Required(credentials, "SecretAccessKey"),
                SessionToken = Required(credentials, "SessionToken"),
                Expiration = DateTimeOffset.Parse(
                    Required(credentials, "Expiration"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal
                ),
            },
            AssumedRoleArn = answer["AssumedRoleUser"]["Arn"].Text,
        };
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);

    private static string Required(XmlTree credentials, string name) =>
        credentials[name].Text
        ?? throw new ServiceException("InvalidResponse", $"STS AssumeRole was answered without {name}.");

    private static void Write(AssumeRoleRequest request, QueryForm form)
    {
        form.Add("RoleArn", request.RoleArn);
        form.Add("RoleSessionName", request.RoleSessionName);
        form.Add("DurationSeconds", request.DurationSeconds);
        form.Add("ExternalId", request.ExternalId);
    }
}
