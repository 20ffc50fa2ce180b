using LambdaStream.Aws.Tests.Support;
using LambdaStream.Aws.Timestream;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Timestream;

public sealed class WriteRecordsTests
{
    private readonly ManualTime _time = new();

    private static WriteRecordsRequest Request { get; } =
        new()
        {
            DatabaseName = "db",
            TableName = "t",
            Records = [new() { MeasureName = "m", Time = "1" }],
        };

    [Fact]
    public async Task WriteRecords_SomeAreRefused_IsAnErrorThatSaysWhich()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of(
                """{"__type":"com.amazonaws.timestream#RejectedRecordsException","Message":"One or more records have been rejected.","RejectedRecords":[{"RecordIndex":3,"Reason":"Too old.","ExistingVersion":5}]}"""
            ) with
            {
                Status = 419,
            }
        );

        var error = await Assert.ThrowsAsync<RejectedRecordsException>(async () =>
            await Some.On(endpoint, _time).TimestreamWrite!.WriteRecordsAsync(Request, Token)
        );

        Assert.Equal("RejectedRecordsException", error.Code);
        Assert.Equal("One or more records have been rejected.; record 3: Too old.", error.Message);
        Assert.Equal(
            (3, "Too old.", 5),
            (
                error.RejectedRecords[0].RecordIndex,
                error.RejectedRecords[0].Reason,
                error.RejectedRecords[0].ExistingVersion
            )
        );
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task WriteRecords_AsksForItsEndpointAndKeepsItForItsTime()
    {
        await using var cell = Some.Endpoint(_time);
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => Endpoints(cell);
        var timestream = Discovering(endpoint);

        await timestream.WriteRecordsAsync(Request, Token);
        await timestream.WriteRecordsAsync(Request, Token);
        _time.Advance(TimeSpan.FromMinutes(10));
        await timestream.WriteRecordsAsync(Request, Token);

        Assert.Equal(
            ["Timestream_20181101.DescribeEndpoints", "Timestream_20181101.DescribeEndpoints"],
            endpoint.Requests.Select(request => request.Headers["X-Amz-Target"])
        );
        Assert.Equal(3, cell.Requests.Count);
        Assert.All(cell.Requests, request => Assert.Null(request.SignatureProblem));
        Assert.All(cell.Requests, request => Assert.Equal("WriteRecords", request.Operation));
    }

    [Fact]
    public async Task WriteRecords_TheEndpointIsGone_IsAskedForAgain()
    {
        await using var cell = Some.Endpoint(_time, LoopbackAnswer.Error("InvalidEndpointException", 421));
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => Endpoints(cell);
        var timestream = Discovering(endpoint);

        await Assert.ThrowsAsync<ServiceException>(async () => await timestream.WriteRecordsAsync(Request, Token));
        await timestream.WriteRecordsAsync(Request, Token);

        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task WriteRecords_NoEndpointIsGiven_IsAnError()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Of("""{"Endpoints":[]}"""));

        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await Discovering(endpoint).WriteRecordsAsync(Request, Token)
        );

        Assert.Equal("InvalidResponse", error.Code);
    }

    private AwsTimestreamWrite Discovering(LoopbackEndpoint endpoint) =>
        new(new AwsConnection(Some.Options(endpoint.Uri), "us-east-1", _time, static () => 0), endpoint.Uri);

    private static LoopbackAnswer Endpoints(LoopbackEndpoint cell) =>
        LoopbackAnswer.Of($$"""{"Endpoints":[{"Address":"{{cell.Uri.Authority}}","CachePeriodInMinutes":10}]}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
