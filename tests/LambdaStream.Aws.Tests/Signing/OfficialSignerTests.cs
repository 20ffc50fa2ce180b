using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using CsCheck;
using LambdaStream.Aws.Signing;

namespace LambdaStream.Aws.Tests.Signing;

/// <summary>Compares signatures with those of the official SDK, on random requests.</summary>
public sealed class OfficialSignerTests
{
    private const int Requests = 10_000;
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 8],
        Gen.OneOf("é", "日本", "😀", "a b", "a+b", "a/b?c", "100%", "%41", "=&", "~-._", "!*'()", ":@,;$")
    );

    // The SDK sends and signs the sub-delimiters of RFC 3986 in a path as they are; this transport sends none unencoded.
    private static readonly Gen<string> Path = Gen.OneOf(
            Gen.String[Gen.Char.AlphaNumeric, 1, 8],
            Gen.OneOf("é", "日本", "😀", "a b", "a?c", "100%", "%41", "~-._", ":@")
        )
        .List[0, 4]
        .Select(segments => string.Concat(segments.Select(segment => "/" + segment)));

    // The SDK sorts the names as they are, the published suite sorts them encoded: these sort alike.
    private static readonly Gen<List<(string Name, string Value)>> Query = Gen.Select(
        Gen.String[Gen.Char.AlphaNumeric, 1, 8],
        Text
    ).List[0, 5];

    private static readonly Gen<List<(string Name, string Value)>> Headers = Gen.Select(
            Gen.String[Gen.Char["abcdefgxyz-"], 1, 10].Select(name => "x-" + name),
            Gen.OneOf(Text, Gen.OneOf("a  b", " a ", "a, b"))
        )
        .List[0, 5]
        .Select(headers => headers.DistinctBy(header => header.Item1).ToList());

    private static readonly Gen<DateTime> Date = Gen.DateTime[new(2001, 1, 1), new(2099, 1, 1)]
        .Select(date => DateTime.SpecifyKind(date, DateTimeKind.Utc));

    [Fact]
    public void Authorize_RandomRequests_SignsAsTheOfficialSigner()
    {
        var count = 0;
        Gen.Select(Gen.OneOf("GET", "POST", "PUT", "DELETE"), Path, Query, Headers, Gen.Byte.Array[0, 40], Date)
            .Sample(
                (method, path, query, headers, body, date) =>
                {
                    Interlocked.Increment(ref count);
                    Assert.Equal(Official(method, path, query, headers, body, date, out var signed), Ours(signed));
                },
                iter: Requests
            );
        Assert.True(count >= Requests);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} requests were signed alike.");
    }

    [Fact]
    public void Authorize_RandomPathsOfS3_SignsAsTheOfficialSigner()
    {
        var count = 0;
        Gen.Select(Gen.OneOf("GET", "PUT"), Path, Query, Gen.Byte.Array[0, 40], Date)
            .Sample(
                (method, path, query, body, date) =>
                {
                    Interlocked.Increment(ref count);
                    var official = Official(method, path, query, [], body, date, out var signed, isS3: true);
                    Assert.Equal(official, Ours(signed, isS3: true));
                },
                iter: Requests
            );
        Assert.True(count >= Requests);
    }

    private static string Official(
        string method,
        string path,
        List<(string Name, string Value)> query,
        List<(string Name, string Value)> headers,
        byte[] body,
        DateTime date,
        out Signed signed,
        bool isS3 = false
    )
    {
        var request = new DefaultRequest(new EmptyRequest(), "DynamoDB")
        {
            HttpMethod = method,
            Endpoint = new("https://dynamodb.eu-central-1.amazonaws.com"),
            ResourcePath = path,
            Content = body,
            UseQueryString = true,
            UseDoubleEncoding = !isS3,
        };
        foreach (var (name, value) in query)
            request.Parameters[name] = value;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        var config = new Config { AuthenticationRegion = "eu-central-1", AuthenticationServiceName = "dynamodb" };
        var result = new AWS4Signer().SignRequest(request, config, new RequestMetrics(), "AKIDEXAMPLE", Secret, date);
        var names = result.SignedHeaders.Split(';');
        signed = new(
            method,
            AmazonServiceClient.ComposeUrl(request).AbsolutePath,
            string.Join(
                '&',
                request.Parameters.Select(pair =>
                    $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"
                )
            ),
            [
                .. request
                    .Headers.Where(header => names.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                    .Select(header => (header.Key, header.Value)),
            ],
            body,
            result.DateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        );
        return result.ForAuthorizationHeader;
    }

    private static string Ours(Signed request, bool isS3 = false) =>
        new LambdaStream.Aws.Signing.Signer("eu-central-1", "dynamodb").Authorize(
            new()
            {
                Method = request.Method,
                Path = request.Path,
                Query = request.Query,
                Headers = SignedHeaders.Of(request.Headers),
                Body = request.Body,
                KeepsPath = isS3,
            },
            request.Date,
            new() { AccessKeyId = "AKIDEXAMPLE", SecretAccessKey = Secret }
        );

    private sealed record Signed(
        string Method,
        string Path,
        string Query,
        (string, string)[] Headers,
        byte[] Body,
        string Date
    );

    private sealed class EmptyRequest : AmazonWebServiceRequest;

    private sealed class Config : ClientConfig
    {
        public Config()
            : base(new NoDefaults()) { }

        public override string ServiceVersion => "2012-08-10";

        public override string UserAgent => "test";

        public override string RegionEndpointServiceName => "dynamodb";

        public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(
            Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters
        ) => new("https://dynamodb.eu-central-1.amazonaws.com");
    }

    private sealed class NoDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            Amazon.RegionEndpoint? clientRegion,
            DefaultConfigurationMode? requestedConfigurationMode = null
        ) => new DefaultConfiguration();
    }
}
