using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.Aws.Tests.Kinesis;

public sealed class LocalStreamTests : StreamContract
{
    private readonly LocalWorld _world = new();

    protected override string InvalidRequest => "ValidationException";

    protected override ValueTask<(IKinesis Kinesis, string StreamName)> CreateAsync() =>
        new((_world.Kinesis, _world.Stream("things", 2).Name));

    // kinesis-mock takes any number of records.
    [Fact]
    public async Task PutRecords_NoneOrTooMany_IsRefused()
    {
        var (kinesis, stream) = await CreateAsync();

        await RefusedAsync(InvalidRequest, kinesis, Request(stream));
        await RefusedAsync(InvalidRequest, kinesis, Request(stream, [.. Enumerable.Repeat("a", 501)]));
    }
}
