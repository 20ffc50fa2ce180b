using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class InvokeLambdaTests : VerbContract
{
    private readonly RecordingLambda _lambda = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.InvokeLambda()];

    private protected override int MostReadsPerUnit => 2;

    private protected override StreamOptions UnitOptions => new() { Lambda = _lambda };

    // Node: invoke lambda
    [Fact]
    public async Task InvokeLambda_CallsTheFunctionOfEachUnit()
    {
        _lambda.OnInvoke = (_, _) => new(new InvokeResponse { StatusCode = 200, Payload = "7"u8.ToArray() });

        var units = await Calls().Append(Some.Unit(options: UnitOptions)).Stream().InvokeLambda().ToListAsync();

        Assert.Equal(["f", "f"], _lambda.Invocations.Select(request => request.FunctionName));
        Assert.Equal("7", Encoding.UTF8.GetString(units[0].Get(Slots.InvokeResponse)!.Payload.Span));
        Assert.False(units[2].Has(Slots.InvokeResponse));
    }

    [Theory]
    [InlineData("""{"errorType":"Error","errorMessage":"boom"}""", "f failed: Unhandled, Error: boom")]
    [InlineData("""{"errorMessage":"boom"}""", "f failed: Unhandled, boom")]
    [InlineData("no JSON", "f failed: Unhandled.")]
    [InlineData("", "f failed: Unhandled.")]
    public async Task InvokeLambda_TheFunctionFails_IsAFault(string payload, string message)
    {
        var answer = new InvokeResponse { FunctionError = "Unhandled", Payload = Encoding.UTF8.GetBytes(payload) };
        _lambda.OnInvoke = (_, _) => new(answer);
        var units = Calls();

        Assert.Empty(await units.Stream().InvokeLambda().ToListAsync());
        var faults = units.Faults();

        Assert.Equal(2, faults.Count);
        Assert.IsType<FunctionErrorException>(faults[0].Error);
        Assert.Equal(message, faults[0].Error.Message);
        Assert.Equal(
            2,
            (await Calls().Stream().InvokeLambda(new() { IgnoreFunctionError = true }).ToListAsync()).Count
        );
    }

    [Fact]
    public async Task InvokeLambda_ALambdaOfItsOwn_IsCalled()
    {
        var own = new RecordingLambda();

        await Calls().Stream().InvokeLambda(new() { Lambda = own }).ToListAsync();

        Assert.Equal((2, 0), (own.Invocations.Count, _lambda.Invocations.Count));
    }

    [Fact]
    public async Task InvokeLambda_WithoutAPort_IsAFaultThatNamesIt()
    {
        var unit = Some.Unit().With(Slots.InvokeRequest, new() { FunctionName = "f" });

        Assert.Empty(await new[] { unit }.Stream().InvokeLambda().ToListAsync());

        Assert.Contains("StreamOptions.Lambda", Assert.Single(unit.Faults()).Error.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<UnitOfWork> Calls() =>
        [.. Some.Units(2, UnitOptions).Select(uow => uow.With(Slots.InvokeRequest, new() { FunctionName = "f" }))];
}
