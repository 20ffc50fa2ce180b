using LambdaStream.Shared;

[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
