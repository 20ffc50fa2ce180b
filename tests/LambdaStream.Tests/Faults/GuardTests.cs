using LambdaStream.Faults;
using Xunit;

namespace LambdaStream.Tests;

public class GuardTests
{
    private static readonly InvalidOperationException Error = new("bad");

    [Fact]
    public async Task Guard_GivesWhatTheStepGives()
    {
        var unit = Some.Unit();

        Assert.Equal("1", unit.Guard(uow => uow.Event.Id));
        Assert.Equal("1", await unit.Guard((uow, _) => new ValueTask<string?>(uow.Event.Id)));
        Assert.Empty(unit.Faults());
    }

    [Fact]
    public async Task Guard_AStepThatThrows_MakesAFaultAndGivesTheDefault()
    {
        var unit = Some.Unit();

        Assert.Equal(0, unit.Guard<int>(_ => throw Error));
        Assert.Null(await unit.Guard<string>((_, _) => throw Error));
        Assert.False(
            await unit.Guard<bool>(
                async (_, _) =>
                {
                    await Task.Yield();
                    throw Error;
                }
            )
        );

        Assert.Equal([new(unit, Error), new(unit, Error), new Fault(unit, Error)], unit.Faults());
    }

    [Fact]
    public void Guard_RejectsNull()
    {
        Assert.Throws<ArgumentNullException>(() => ((UnitOfWork)null!).Guard(_ => 1));
        Assert.Throws<ArgumentNullException>(() => Some.Unit().Guard((Func<UnitOfWork, int>)null!));
        Assert.Throws<ArgumentNullException>(() => Some.Unit().Fail(null!));
    }

    [Fact]
    public void Fail_AnErrorThatTheOptionsCallRetryable_MakesNoFaultButAFailure()
    {
        var unit = Some.Unit(options: new() { Retryable = error => error is TimeoutException });

        unit.Fail(new TimeoutException());
        unit.Fail(Error);

        var (faults, failures) = unit.Invocation.Faults.Close();
        Assert.Same(Error, Assert.Single(faults).Error);
        Assert.IsType<TimeoutException>(Assert.Single(failures).Error);
    }

    [Fact]
    public async Task Fail_ACancelledClientCall_IsAFaultUnlessTheInvocationIsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var unit = Some.Units(Some.Invocation(cancellationToken: cancellation.Token), Some.Event())[0];

        unit.Fail(new TaskCanceledException("the client timed out"));
        await cancellation.CancelAsync();
        unit.Fail(new TaskCanceledException("the invocation ends"));

        var (faults, failures) = unit.Invocation.Faults.Close();
        Assert.Equal("the client timed out", Assert.Single(faults).Error.Message);
        Assert.Equal("the invocation ends", Assert.Single(failures).Error.Message);
    }

    [Fact]
    public void Fail_AFaultThatCannotBePublished_IsAFailure()
    {
        var unit = Some.Unit();

        unit.ForFault(Event.Of("fault")).Fail(Error);

        var (faults, failures) = unit.Invocation.Faults.Close();
        Assert.Empty(faults);
        Assert.Single(failures);
    }
}
