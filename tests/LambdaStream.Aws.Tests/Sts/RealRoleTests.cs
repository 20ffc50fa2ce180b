using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace LambdaStream.Aws.Tests.Sts;

public sealed class RealRoleTests(Fauxqs fauxqs) : RoleContract
{
    protected override (ISts Sts, DateTimeOffset Now) Create() =>
        (new StreamOptions().UseAws(RealServices.Options(fauxqs.Endpoint)).Sts!, TimeProvider.System.GetUtcNow());
}
