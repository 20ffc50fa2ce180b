using System.Net;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables;

/// <summary>DynamoDB's refusals, with its codes and words.</summary>
internal static class DynamoDbErrors
{
    public static ServiceException Validation(string message) => Refusal("ValidationException", message);

    public static ServiceException InvalidParameter(string message) =>
        Validation($"One or more parameter values were invalid: {message}");

    public static ServiceException InvalidKeyValue(string message) =>
        Validation($"One or more parameter values are not valid. {message}");

    public static ServiceException ConditionFailed() =>
        Refusal("ConditionalCheckFailedException", "The conditional request failed");

    public static ServiceException TableNotFound() =>
        Refusal("ResourceNotFoundException", "Cannot do operations on a non-existent table");

    private static ServiceException Refusal(string code, string message) =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
