using LambdaStream.Shared;

[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
[assembly: AssemblyFixture(typeof(KinesisMock))]
[assembly: AssemblyFixture(typeof(Fauxqs))]
