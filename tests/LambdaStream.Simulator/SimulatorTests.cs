using LambdaStream.Simulator.Running;
using Xunit;

namespace LambdaStream.Simulator;

public class SimulatorTests
{
    [Fact]
    public void WhateverBefallsAFunction_NothingIsLostNorAcknowledgedTooEarlyNorOutOfOrder()
    {
        using var output = new StringWriter();

        var summary = ConsoleRun.Simulate(ConsoleRun.DefaultInvocations, ConsoleRun.DefaultSeed, output);

        Assert.True(summary.Violation is null, output.ToString());
        Assert.True(summary.Invocations >= ConsoleRun.DefaultInvocations);
    }
}
