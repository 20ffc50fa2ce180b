using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>An STS that keeps what it is asked, and answers as a test says; by default it refuses.</summary>
public sealed class RecordingSts : ISts
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<AssumeRoleRequest, CancellationToken, ValueTask<AssumeRoleResponse>> OnAssumeRole { get; set; } =
        (_, _) => throw new ServiceException("AccessDenied", "Nobody may assume this role.");

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<AssumeRoleRequest> Requests => _log.All<AssumeRoleRequest>();

    /// <summary>An STS that fails at everything.</summary>
    public static RecordingSts Failing(Exception error) => new() { OnAssumeRole = (_, _) => throw error };

    /// <inheritdoc/>
    public ValueTask<AssumeRoleResponse> AssumeRoleAsync(
        AssumeRoleRequest request,
        CancellationToken cancellationToken
    ) => OnAssumeRole(_log.Add(request), cancellationToken);
}
