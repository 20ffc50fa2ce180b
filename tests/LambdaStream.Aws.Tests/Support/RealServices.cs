using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Tests.Support;

/// <summary>What the ports cannot do, such as creating a queue, against a real service, over the same transport.</summary>
internal static class RealServices
{
    public static AwsOptions Options(Uri endpoint) =>
        Some.Options(endpoint, new() { Timeout = TimeSpan.FromSeconds(30) });

    /// <summary>Calls an operation of a JSON protocol.</summary>
    public static async ValueTask<Json> CallAsync(
        Uri endpoint,
        AwsService service,
        string version,
        string target,
        string operation,
        Json request
    )
    {
        var client = new JsonService(
            new(Connection(endpoint), service, Options(endpoint).Sqs),
            service.Name,
            $"application/x-amz-json-{version}",
            target
        );
        try
        {
            return await client.CallAsync(
                operation,
                request,
                static (json, output) => output.Write(json.ToUtf8().AsSpan()),
                TestContext.Current.CancellationToken
            );
        }
        catch (ServiceException error) when (error.Code is "InvalidResponse")
        {
            // Operations such as CreateStream and DeleteMessage answer with nothing.
            return default;
        }
    }

    /// <summary>Calls an operation of the Query protocol with its parameters.</summary>
    public static ValueTask<XmlTree> CallAsync(
        Uri endpoint,
        AwsService service,
        string version,
        string operation,
        params (string Name, string Value)[] parameters
    ) =>
        new QueryService(new(Connection(endpoint), service, Options(endpoint).Sns), service.Name, version).CallAsync(
            operation,
            parameters,
            static (parameters, form) =>
            {
                foreach (var (name, value) in parameters)
                    form.Add(name, value);
            },
            TestContext.Current.CancellationToken
        );

    private static AwsConnection Connection(Uri endpoint) =>
        new(Options(endpoint), "us-east-1", TimeProvider.System, static () => 0);
}
