using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.Aws.Tests.Kinesis;

public sealed class LocalStreamTests : StreamContract
{
    private readonly LocalWorld _world = new();

    protected override string InvalidRequest => "ValidationException";

    protected override ValueTask<(IKinesis Kinesis, string StreamName)> CreateAsync() =>
        new((_world.Kinesis, _world.Stream("things", 2).Name));
}
