using LambdaStream.Conformance;
using LambdaStream.Conformance.Running;

// `run [--wire] [directory]` is the runner on its own, everything else the test host.
return args is ["run", .. var arguments]
    ? await ConsoleRun.RunAsync(arguments, Console.Out)
    : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
        args,
        SelfRegisteredExtensions.AddSelfRegisteredExtensions
    );
