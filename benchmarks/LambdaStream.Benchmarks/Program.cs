using BenchmarkDotNet.Running;

// --job short --filter '*Values*', and so on
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
