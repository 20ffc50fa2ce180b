using LambdaStream.Connectors;
using LambdaStream.Faults;

namespace LambdaStream.Observing;

/// <summary>An error as logs and spans may show it: what was decrypted is hidden in its texts, as in a fault.</summary>
internal sealed class ShownException : Exception
{
    private const string Redacted = "[REDACTED]";

    private readonly Exception _error;
    private readonly string _text;

    private ShownException(Exception error, string message, string text)
        : base(message)
    {
        _error = error;
        _text = text;
    }

    public override string? StackTrace => _error.StackTrace;

    /// <summary>The error of a unit, itself where there is nothing to hide.</summary>
    public static Exception Of(UnitOfWork unit, Exception error)
    {
        try
        {
            var redaction = Redaction.Of(unit);
            var text = error.ToString();
            var shown = redaction.Apply(text);
            return shown == text ? error : new ShownException(error, redaction.Apply(error.Message), shown);
        }
        catch (Exception)
        {
            // Where a unit cannot be looked at, nobody knows what of it the error shows.
            return unit.Has(Slots.SecretFields) ? new ShownException(error, Redacted, Redacted) : error;
        }
    }

    /// <summary>The AWS error code of a service's error, else the type of the exception.</summary>
    public static string TypeOf(Exception error) =>
        error switch
        {
            ShownException shown => TypeOf(shown._error),
            ServiceException service => service.Code,
            _ => error.GetType().Name,
        };

    public override string ToString() => _text;
}
