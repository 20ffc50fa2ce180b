using LambdaStream.NodeCompat.Tests;

[assembly: AssemblyFixture(typeof(NodeLibrary))]
[assembly: AssemblyFixture(typeof(NodeLibraryWithFirstEncryptor))]
