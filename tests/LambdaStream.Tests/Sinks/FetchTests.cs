using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class FetchTests : VerbContract
{
    private readonly RecordingFetch _fetch = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.Fetch()];

    private protected override StreamOptions UnitOptions => Options;

    // One for the degree, one for the step.
    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options => new() { Fetch = _fetch };

    // Node: fetch
    [Fact]
    public async Task Fetch_Json_IsRead()
    {
        _fetch.OnFetch = (_, _) => new(new FetchResponse { Text = """{"a":1}""" });

        var got = await Ask().Fetch().ToListAsync();

        Assert.Equal(1, got.Single().Get(Slots.FetchResponse)!.Json["a"].GetInt64());
        Assert.Equal(("GET", "https://things/1"), (_fetch.Requests[0].Method, _fetch.Requests[0].Url));
    }

    [Fact]
    public async Task Fetch_Text_IsNotParsed()
    {
        _fetch.OnFetch = (_, _) => new(new FetchResponse { Text = "{" });

        var got = await Ask(type: FetchResponseType.Text).Fetch().ToListAsync();

        Assert.Equal("{", got.Single().Get(Slots.FetchResponse)!.Text);
        Assert.False(got.Single().Get(Slots.FetchResponse)!.Json.IsDefined);
    }

    // Node: default on 204
    [Fact]
    public async Task Fetch_NoContent_IsTheDefault()
    {
        var got = await Ask().Fetch().ToListAsync();
        var own = await Ask().Fetch(new() { NoContent = Json.ArrayOf() }).ToListAsync();

        Assert.Equal("{}", got.Single().Get(Slots.FetchResponse)!.Json.ToString());
        Assert.Equal("[]", own.Single().Get(Slots.FetchResponse)!.Json.ToString());
    }

    // Node: reject on 500 server error; reject on 400 server error; reject on 404 server error
    [Theory]
    [InlineData(500)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(304)]
    public async Task Fetch_AnyOtherStatus_IsAFaultOfThatName(int status)
    {
        _fetch.OnFetch = (_, _) => new(new FetchResponse { Status = status, Text = "because" });
        var unit = Unit();

        Assert.Empty(await new[] { unit }.Stream().Fetch().ToListAsync());

        var error = Assert.IsType<ServiceException>(Assert.Single(unit.Faults()).Error);
        Assert.Equal(($"Http{status}", (HttpStatusCode)status), (error.Code, error.StatusCode));
        Assert.StartsWith($"HTTP Error Response: {status} ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(": because", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_NoJson_IsAFault()
    {
        _fetch.OnFetch = (_, _) => new(new FetchResponse { Text = "<html>" });
        var unit = Unit();

        Assert.Empty(await new[] { unit }.Stream().Fetch().ToListAsync());

        Assert.IsAssignableFrom<System.Text.Json.JsonException>(Assert.Single(unit.Faults()).Error);
    }

    [Fact]
    public async Task Fetch_UnitWithoutARequest_Passes()
    {
        Assert.Single(await Some.Units(1, Options).Stream().Fetch().ToListAsync());
        Assert.Empty(_fetch.Requests);
    }

    [Fact]
    public async Task Fetch_NamedSlots_AreSeveral()
    {
        var (first, second) = (FetchOptions.Named("first"), FetchOptions.Named("second"));
        _fetch.OnFetch = (request, _) => new(new FetchResponse { Text = $"\"{request.Url}\"" });
        var unit = Some.Unit(options: Options)
            .With(first.Request, new() { Url = "https://a" })
            .With(second.Request, new() { Url = "https://b" });

        var got = await new[] { unit }.Stream().Fetch(first).Fetch(second).ToListAsync();

        Assert.Equal("https://a", got[0].Get(first.Response)!.Json.GetString());
        Assert.Equal("https://b", got[0].Get(second.Response)!.Json.GetString());
        Assert.Equal("secondResponse", second.Response.Name);
    }

    private UnitOfWork Unit(FetchResponseType type = default) =>
        Some.Unit(options: Options).With(Slots.FetchRequest, new() { Url = "https://things/1", ResponseType = type });

    private IAsyncEnumerable<UnitOfWork> Ask(FetchResponseType type = default) => new[] { Unit(type) }.Stream();
}
