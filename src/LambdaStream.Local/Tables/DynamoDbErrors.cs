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

    /// <param name="item">The item as it is, where the request asked for it.</param>
    public static ServiceException ConditionFailed(Item? item = null) =>
        new("ConditionalCheckFailedException", "The conditional request failed")
        {
            StatusCode = HttpStatusCode.BadRequest,
            Details = item is null ? default : Json.ObjectOf(("Item", item.ToTypedJson())),
        };

    public static ServiceException Canceled(IReadOnlyList<CancellationReason> reasons) =>
        new TransactionCanceledException(
            "Transaction cancelled, please refer cancellation reasons for specific reasons "
                + $"[{string.Join(", ", reasons.Select(reason => reason.Code))}]",
            reasons
        )
        {
            StatusCode = HttpStatusCode.BadRequest,
        };

    public static ServiceException OtherParameters() => Refusal("IdempotentParameterMismatchException", "");

    public static ServiceException TableNotFound() =>
        Refusal("ResourceNotFoundException", "Cannot do operations on a non-existent table");

    public static ServiceException TooDeep() =>
        Validation(
            "Nesting Levels have exceeded supported limits: "
                + "Attributes in the item have nested levels beyond supported limit"
        );

    public static ServiceException InvalidName() =>
        Validation(
            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, "
                + "and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'"
        );

    private static ServiceException Refusal(string code, string message) =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
