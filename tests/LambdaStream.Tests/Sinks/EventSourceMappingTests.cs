using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class EventSourceMappingTests : VerbContract
{
    private readonly RecordingLambda _lambda = new();

    private protected override IReadOnlyList<Verb> Forms =>
        [
            source => source.CreateEventSourceMapping(),
            source => source.UpdateEventSourceMapping(),
            source => source.DeleteEventSourceMapping(),
            source => source.ListEventSourceMappings(),
        ];

    private protected override StreamOptions UnitOptions => new() { Lambda = _lambda };

    // Node: create esm; update esm; delete esm; list ESMs
    [Fact]
    public async Task Verbs_SendTheirRequestsAndLeaveTheAnswers()
    {
        var unit = Some.Unit(options: UnitOptions)
            .With(Slots.CreateMappingRequest, new() { EventSourceArn = "arn", FunctionName = "f" })
            .With(Slots.UpdateMappingRequest, new() { UUID = "1", Enabled = true })
            .With(Slots.DeleteMappingRequest, new() { UUID = "2" })
            .With(Slots.ListMappingsRequest, new() { FunctionName = "f" });

        var units = await new[] { unit }
            .Stream()
            .CreateEventSourceMapping()
            .UpdateEventSourceMapping()
            .DeleteEventSourceMapping()
            .ListEventSourceMappings()
            .ToListAsync();

        var done = Assert.Single(units);
        Assert.Equal("Creating", done.Get(Slots.CreateMappingResponse)!.State);
        Assert.Equal("Updating", done.Get(Slots.UpdateMappingResponse)!.State);
        Assert.Equal("Deleting", done.Get(Slots.DeleteMappingResponse)!.State);
        Assert.Empty(done.Get(Slots.ListMappingsResponse)!.EventSourceMappings);
        Assert.Equal(4, _lambda.Requests.Count);
    }

    [Fact]
    public async Task ListEventSourceMappings_FollowsPages()
    {
        _lambda.OnList = (request, _) =>
            new(
                new ListEventSourceMappingsResponse
                {
                    EventSourceMappings = [new() { UUID = request.Marker ?? "first" }],
                    NextMarker = request.Marker is null ? "second" : "",
                }
            );
        var unit = Some.Unit(options: UnitOptions).With(Slots.ListMappingsRequest, new());

        var units = await new[] { unit }.Stream().ListEventSourceMappings().ToListAsync();

        Assert.Equal(
            ["first", "second"],
            units[0].Get(Slots.ListMappingsResponse)!.EventSourceMappings.Select(mapping => mapping.UUID)
        );
    }

    [Fact]
    public async Task Verbs_ARefusal_IsAFault()
    {
        var options = new StreamOptions { Lambda = RecordingLambda.Failing(new ServiceException("Gone", "gone")) };
        var unit = Some.Unit(options: options).With(Slots.DeleteMappingRequest, new() { UUID = "2" });

        Assert.Empty(await new[] { unit }.Stream().DeleteEventSourceMapping().ToListAsync());

        Assert.Equal("gone", Assert.Single(unit.Faults()).Error.Message);
    }
}
