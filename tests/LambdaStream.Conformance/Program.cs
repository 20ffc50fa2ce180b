using LambdaStream.Conformance;
using LambdaStream.Conformance.Running;

// `run [directory]` is the runner on its own, everything else the test host.
return args is ["run", ..]
    ? await ConsoleRun.RunAsync(args is [_, var directory, ..] ? directory : null, Console.Out)
    : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
        args,
        SelfRegisteredExtensions.AddSelfRegisteredExtensions
    );
