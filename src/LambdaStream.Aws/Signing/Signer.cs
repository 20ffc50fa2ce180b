using System.Security.Cryptography;
using System.Text;

namespace LambdaStream.Aws.Signing;

/// <summary>Signs requests to one service in one region with AWS Signature Version 4.</summary>
internal sealed class Signer(string region, string service)
{
    // Several threads may derive the same key; any is good.
    private SigningKey? _key;

    /// <summary>The Authorization header of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="date">Its X-Amz-Date, such as 20150830T123600Z.</param>
    /// <param name="credentials">Who signs it.</param>
    public string Authorize(in SigningRequest request, string date, AwsCredentials credentials)
    {
        var key = KeyFor(date.AsSpan(0, 8), credentials);
        using var text = new Utf8Text(1024);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        WriteCanonicalRequest(text, request);
        SHA256.HashData(text.Written, hash);

        text.Clear();
        WriteStringToSign(text, date, hash);
        key.Sign(text.Written, hash);

        text.Clear();
        WriteAuthorization(text, request, key, credentials, hash);
        return Encoding.UTF8.GetString(text.Written);
    }

    public static void WriteCanonicalRequest(Utf8Text output, in SigningRequest request)
    {
        output.Append(request.Method);
        output.Append("\n"u8);
        CanonicalUri.WritePath(output, request.Path, isNormalized: !request.KeepsPath);
        output.Append("\n"u8);
        CanonicalUri.WriteQuery(output, request.Query);
        output.Append("\n"u8);
        SignedHeaders.WriteLines(output, request.Headers);
        output.Append("\n"u8);
        SignedHeaders.WriteNames(output, request.Headers);
        output.Append("\n"u8);
        WriteBodyHash(output, request);
    }

    // A service that wants the hash as a header has it there already.
    private static void WriteBodyHash(Utf8Text output, in SigningRequest request)
    {
        foreach (var (name, value) in request.Headers)
        {
            if (name is not "x-amz-content-sha256")
                continue;
            output.Append(value);
            return;
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request.Body, hash);
        output.AppendHex(hash);
    }

    private SigningKey KeyFor(ReadOnlySpan<char> day, AwsCredentials credentials)
    {
        var key = _key;
        if (key is null || !key.IsFor(credentials.SecretAccessKey, day))
            _key = key = new(credentials.SecretAccessKey, day.ToString(), region, service);
        return key;
    }

    private void WriteStringToSign(Utf8Text output, string date, ReadOnlySpan<byte> hash)
    {
        output.Append("AWS4-HMAC-SHA256\n"u8);
        output.Append(date);
        output.Append("\n"u8);
        WriteScope(output, date.AsSpan(0, 8));
        output.Append("\n"u8);
        output.AppendHex(hash);
    }

    private void WriteAuthorization(
        Utf8Text output,
        in SigningRequest request,
        SigningKey key,
        AwsCredentials credentials,
        ReadOnlySpan<byte> signature
    )
    {
        output.Append("AWS4-HMAC-SHA256 Credential="u8);
        output.Append(credentials.AccessKeyId);
        output.Append("/"u8);
        WriteScope(output, key.Date);
        output.Append(", SignedHeaders="u8);
        SignedHeaders.WriteNames(output, request.Headers);
        output.Append(", Signature="u8);
        output.AppendHex(signature);
    }

    private void WriteScope(Utf8Text output, ReadOnlySpan<char> day)
    {
        output.Append(day);
        output.Append("/"u8);
        output.Append(region);
        output.Append("/"u8);
        output.Append(service);
        output.Append("/aws4_request"u8);
    }
}
