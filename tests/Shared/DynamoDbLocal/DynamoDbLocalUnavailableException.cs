namespace LambdaStream.Shared;

internal sealed class DynamoDbLocalUnavailableException(string message) : Exception(message);
