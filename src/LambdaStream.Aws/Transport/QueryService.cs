using System.Buffers;
using System.Xml;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Transport;

/// <summary>A service that speaks AWS's Query protocol: every operation is a POST of a form, answered in XML.</summary>
internal sealed class QueryService(AwsClient client, string name, string version)
{
    private const int TypicalSize = 1024;

    private static readonly (string, string)[] Headers = [("content-type", "application/x-www-form-urlencoded")];

    /// <summary>Calls an operation and gives its result, which is in the answer's element of that name.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="request">The request.</param>
    /// <param name="write">Writes the parameters of the request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The service refused the request, or could not be reached.</exception>
    public async ValueTask<XmlTree> CallAsync<TRequest>(
        string operation,
        TRequest request,
        Action<TRequest, QueryForm> write,
        CancellationToken cancellationToken
    )
    {
        var body = new ArrayBufferWriter<byte>(TypicalSize);
        var form = new QueryForm(body);
        form.Add("Action", operation);
        form.Add("Version", version);
        write(request, form);
        var call = new AwsRequest
        {
            Operation = operation,
            Headers = Headers,
            Body = body.WrittenMemory,
        };
        var answer = await client.SendAsync(call, Decode, cancellationToken);
        try
        {
            return XmlTree.Parse(answer.Body)[$"{operation}Result"];
        }
        catch (XmlException exception)
        {
            throw new ServiceException("InvalidResponse", $"{name} {operation} was answered with no XML.", exception);
        }
    }

    /// <inheritdoc cref="AwsClient.ConnectAsync"/>
    public ValueTask ConnectAsync(CancellationToken cancellationToken) => client.ConnectAsync(cancellationToken);

    private static ServiceError Decode(ErrorAnswer answer)
    {
        var body = TryParse(answer.Body);
        var error = body["Error"];
        return new(
            error["Code"].Text ?? answer.StatusName,
            error["Message"].Text ?? $"The service answered {(int)answer.Status}."
        )
        {
            RequestId = body["RequestId"].Text,
        };
    }

    private static XmlTree TryParse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? XmlTree.None : XmlTree.Parse(body);
        }
        catch (XmlException)
        {
            // A load balancer answers in HTML; the status says enough.
            return XmlTree.None;
        }
    }
}
