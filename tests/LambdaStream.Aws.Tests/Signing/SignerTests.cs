using System.Reflection;
using System.Text;
using LambdaStream.Aws.Signing;

namespace LambdaStream.Aws.Tests.Signing;

public sealed class SignerTests
{
    private static readonly Assembly Here = typeof(SignerTests).Assembly;

    public static TheoryData<string> Vectors { get; } =
    [
        .. Here.GetManifestResourceNames()
            .Where(name => name.EndsWith("/context.json", StringComparison.Ordinal))
            .Select(Case),
    ];

    [Fact]
    public void The_published_suite_is_whole() => Assert.Equal(38, Vectors.Count);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Authorize_PublishedVector_MatchesIt(string vector)
    {
        var context = Json.Parse(Read(vector, "context.json"));
        var (method, path, query, headers, body) = ReadRequest(Read(vector, "request.txt"));
        var date = context["timestamp"].GetString()!.Replace("-", "").Replace(":", "");
        var credentials = context["credentials"];
        headers.Add(("X-Amz-Date", date));
        if (context["sign_body"].GetBoolean())
            headers.Add(
                (
                    "X-Amz-Content-Sha256",
                    Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)))
                )
            );
        if (
            credentials["token"].GetString() is { } token
            && !(context["omit_session_token"] is { IsDefined: true } omitted && omitted.GetBoolean())
        )
            headers.Add(("X-Amz-Security-Token", token));
        var request = new SigningRequest
        {
            Method = method,
            Path = path,
            Query = query,
            Headers = SignedHeaders.Of(headers),
            Body = Encoding.UTF8.GetBytes(body),
            KeepsPath = !context["normalize"].GetBoolean(),
        };

        using var canonical = new Utf8Text(16);
        Signer.WriteCanonicalRequest(canonical, request);
        var authorization = new Signer(context["region"].GetString()!, context["service"].GetString()!).Authorize(
            request,
            date,
            new()
            {
                AccessKeyId = credentials["access_key_id"].GetString()!,
                SecretAccessKey = credentials["secret_access_key"].GetString()!,
            }
        );

        Assert.Equal(Read(vector, "header-canonical-request.txt"), Encoding.UTF8.GetString(canonical.Written));
        Assert.EndsWith($"Signature={Read(vector, "header-signature.txt")}", authorization, StringComparison.Ordinal);
    }

    [Fact]
    public void Authorize_OtherDayOrSecret_DerivesAnotherKey()
    {
        var signer = new Signer("us-east-1", "service");
        string Sign(string date, string secret) =>
            signer.Authorize(
                new()
                {
                    Method = "GET",
                    Path = "/",
                    Query = "",
                    Headers = [("host", "example.amazonaws.com"), ("x-amz-date", "20150830T123600Z")],
                    Body = default,
                },
                date,
                new() { AccessKeyId = "AKIDEXAMPLE", SecretAccessKey = secret }
            );

        var first = Sign("20150830T123600Z", "one");
        Assert.NotEqual(first, Sign("20150831T123600Z", "one"));
        Assert.NotEqual(first, Sign("20150830T123600Z", "two"));
        Assert.Equal(first, Sign("20150830T123600Z", "one"));
    }

    private static string Case(string resource) => resource[..resource.IndexOf('/', StringComparison.Ordinal)];

    private static string Read(string vector, string file)
    {
        using var reader = new StreamReader(Here.GetManifestResourceStream($"{vector}/{file}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static (string, string, string, List<(string, string)>, string) ReadRequest(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = (end < 0 ? text.TrimEnd('\n') : text[..end]).Split('\n');
        var target = lines[0][(lines[0].IndexOf(' ') + 1)..lines[0].LastIndexOf(' ')];
        var question = target.IndexOf('?');
        var headers = new List<(string Name, string Value)>();
        foreach (var line in lines.Skip(1))
        {
            if (line[0] == ' ')
                headers[^1] = (headers[^1].Name, $"{headers[^1].Value}\n{line}");
            else
                headers.Add((line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]));
        }
        return (
            lines[0][..lines[0].IndexOf(' ')],
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            headers,
            end < 0 ? "" : text[(end + 2)..]
        );
    }
}
