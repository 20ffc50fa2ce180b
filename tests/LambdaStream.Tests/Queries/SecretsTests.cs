using LambdaStream.Connectors;
using LambdaStream.Queries;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SecretsTests
{
    private readonly RecordingSecretsManager _port = new();
    private readonly FakeTimeProvider _time = new();

    public SecretsTests() => Answer("""{"token":"t1"}""");

    private StreamOptions Options =>
        new()
        {
            SecretsManager = _port,
            Time = _time,
            Source = "svc",
            Stage = "np",
        };

    // Node: get secrets; get the secret
    [Fact]
    public async Task GetSecrets_LeavesTheSecretOnEachUnit()
    {
        var secrets = new Secrets(Options);

        var units = await Some.Units(3, Options).Stream().GetSecrets(secrets).ToListAsync();

        Assert.Equal("svc/np", Assert.Single(_port.Requests).SecretId);
        Assert.All(units, unit => Assert.Equal("t1", unit.Get(Slots.Secrets)!["token"]));
        Assert.Equal("\"[REDACTED]\"", Slots.Secrets.ToJson(units[0].Get(Slots.Secrets)!).ToString());
        Assert.Equal("[REDACTED]", units[0].Get(Slots.Secrets)!.ToString());
    }

    [Fact]
    public async Task GetAsync_AfterItsTime_ReadsAgain()
    {
        var secrets = new Secrets(Options, new() { RefreshAfter = TimeSpan.FromMinutes(1) });
        await secrets.GetAsync(default);
        Answer("""{"token":"t2"}""");

        Assert.Equal("t1", (await secrets.GetAsync(default))["token"]);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("t2", (await secrets.GetAsync(default))["token"]);
        Assert.Equal(2, _port.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_CannotBeReadAgain_StaysForAWhile()
    {
        var secrets = new Secrets(Options);
        await secrets.GetAsync(default);
        _port.OnGetSecretValue = (_, _) => throw new ServiceException("InternalServiceError", "away");
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("t1", (await secrets.GetAsync(default))["token"]);
        Assert.Equal("t1", (await secrets.GetAsync(default))["token"]);
        Assert.Equal(2, _port.Requests.Count);
        Answer("""{"token":"t3"}""");
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("t3", (await secrets.GetAsync(default))["token"]);
    }

    [Fact]
    public async Task GetAsync_SeveralAtOnce_ShareOneCall()
    {
        var answer = new TaskCompletionSource<GetSecretValueResponse>();
        _port.OnGetSecretValue = (_, _) => new(answer.Task);
        var secrets = new Secrets(Options);

        var both = new[] { secrets.GetAsync(default).AsTask(), secrets.GetAsync(default).AsTask() };
        answer.SetResult(new() { SecretString = Convert.ToBase64String("""{"token":"t1"}"""u8) });

        Assert.All(await Task.WhenAll(both), secret => Assert.Equal("t1", secret["token"]));
        Assert.Single(_port.Requests);
    }

    // Node: use a decode function override
    [Fact]
    public async Task GetAsync_WithADecoderOfItsOwn_UsesIt()
    {
        _port.OnGetSecretValue = (_, _) => new(new GetSecretValueResponse { SecretString = """{"token":"plain"}""" });

        var secret = await new Secrets(Options, new() { Decode = SecretsOptions.FromJson }).GetAsync(default);

        Assert.Equal("plain", secret["token"]);
    }

    // Node: return a rejected promise if decode function fails
    [Fact]
    public async Task GetAsync_NotDecodable_IsAnErrorThatDoesNotShowIt()
    {
        _port.OnGetSecretValue = (_, _) => new(new GetSecretValueResponse { SecretString = "{hush}" });

        var error = await Assert.ThrowsAsync<FormatException>(async () => await new Secrets(Options).GetAsync(default));

        Assert.Contains("svc/np", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_WithoutPortOrName_IsAnError()
    {
        Assert.Throws<ArgumentException>(() => new Secrets(new() { Source = "a", Stage = "b" }));
        Assert.Throws<ArgumentException>(() => new Secrets(new() { SecretsManager = _port, Source = "a" }));
    }

    private void Answer(string json) =>
        _port.OnGetSecretValue = (_, _) =>
            new(
                new GetSecretValueResponse
                {
                    SecretString = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json)),
                }
            );
}
