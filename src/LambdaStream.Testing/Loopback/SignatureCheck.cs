using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LambdaStream.Testing;

/// <summary>Verifies signatures of AWS Signature Version 4, written to be compared with, not to be fast.</summary>
internal sealed class SignatureCheck(LoopbackOptions options)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with the signature of a request; null if nothing is.</summary>
    public string? ProblemOf(LoopbackRequest request)
    {
        if (options.SecretAccessKey is not { } secret)
            return null;
        if (!request.Headers.TryGetValue("Authorization", out var authorization))
            return "The request has no Authorization header.";
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return "The algorithm is not " + Algorithm + ".";
        var parts = authorization[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var credential = parts["Credential"].Split('/');
        if (credential is not [var id, var day, _, _, "aws4_request"] || id != options.AccessKeyId)
            return "The credential is none, or unknown.";
        if (!request.Headers.TryGetValue("X-Amz-Date", out var date) || !date.StartsWith(day, StringComparison.Ordinal))
            return "The date is missing, or differs from the credential's.";
        if (request.Headers.GetValueOrDefault("X-Amz-Security-Token") != options.SessionToken)
            return "The session token is another.";
        var names = parts["SignedHeaders"].Split(';');
        if (MissingFrom(names, request) is { } missing)
            return $"The header {missing} is not signed.";
        var signed = DateTimeOffset.ParseExact(
            date,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
        if ((signed - request.Time).Duration() > Tolerance)
            return $"Signature expired: {date} is not within 5 minutes of {request.Time:yyyyMMdd'T'HHmmss'Z'}.";
        // S3 signs a path as it is sent, all others sign it encoded once more.
        var canonical = CanonicalRequest(request, names, isPathKept: credential[3] == "s3");
        var text = string.Join('\n', Algorithm, date, string.Join('/', credential[1..]), Hex(Hash(canonical)));
        var key = credential[1..].Aggregate(Utf8("AWS4" + secret), (key, part) => HMACSHA256.HashData(key, Utf8(part)));
        return Hex(HMACSHA256.HashData(key, Utf8(text))) == parts["Signature"]
            ? null
            : $"The signature does not match. The canonical request should have been\n{canonical}";
    }

    private static string? MissingFrom(string[] names, LoopbackRequest request) =>
        request
            .Headers.Keys.Where(name =>
                name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                || name.Equals("host", StringComparison.OrdinalIgnoreCase)
            )
            .FirstOrDefault(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static string CanonicalRequest(LoopbackRequest request, string[] names, bool isPathKept)
    {
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? request.Target : request.Target[..question];
        var query = question < 0 ? "" : request.Target[(question + 1)..];
        return string.Join(
            '\n',
            [
                request.Method,
                isPathKept ? path : string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
                CanonicalQuery(query),
                .. names.Select(name => $"{name}:{Collapse(request.Headers.GetValueOrDefault(name, ""))}"),
                "",
                string.Join(';', names),
                Hex(SHA256.HashData(request.Body.Span)),
            ]
        );
    }

    private static string CanonicalQuery(string query) =>
        string.Join(
            '&',
            query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(parameter => parameter.Split('=', 2))
                .Select(pair => (Name: Encode(pair[0]), Value: pair.Length > 1 ? Encode(pair[1]) : ""))
                .OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")
        );

    private static string Encode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Collapse(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hash(string text) => SHA256.HashData(Utf8(text));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
