using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.Aws.Tests.Sts;

public sealed class LocalRoleTests : RoleContract
{
    private readonly LocalWorld _world = new();

    protected override (ISts Sts, DateTimeOffset Now) Create() => (_world.Sts, _world.Time.GetUtcNow());

    // fauxqs looks at neither.
    [Theory]
    [InlineData("reader", "me", null)]
    [InlineData(Role, "a session", null)]
    [InlineData(Role, "me", 60)]
    public async Task AssumeRole_OutsideTheLimits_IsRefused(string role, string session, int? seconds)
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await _world.Sts.AssumeRoleAsync(
                new()
                {
                    RoleArn = role,
                    RoleSessionName = session,
                    DurationSeconds = seconds,
                },
                Token
            )
        );

        Assert.Equal("ValidationError", error.Code);
    }
}
