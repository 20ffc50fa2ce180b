using LambdaStream.Simulator;
using LambdaStream.Simulator.Running;

// `run` is the simulator on its own, everything else the test host.
return args is ["run", .. var options]
    ? ConsoleRun.Run(options, Console.Out)
    : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
        args,
        SelfRegisteredExtensions.AddSelfRegisteredExtensions
    );
