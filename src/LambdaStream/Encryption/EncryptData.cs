using LambdaStream.Connectors;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Encrypts the fields that <see cref="Rule.Encryption"/> names, as a rule before data is stored. The metadata goes beside them.</summary>
    /// <remarks>For asynchronous mappings, such as <see cref="Materialize.ToUpdateRequestAsync"/>.</remarks>
    public static ValueTask<Json> EncryptDataAsync(
        this UnitOfWork uow,
        Json data,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(uow);
        MustEncrypt(uow);
        return RuleFields(uow, data) is { } encryption
            ? uow.Invocation.Encryptor.EncryptAsync(data, encryption, cancellationToken)
            : new(data);
    }

    /// <inheritdoc cref="EncryptDataAsync(UnitOfWork, Json, CancellationToken)"/>
    public static ValueTask<Item> EncryptDataAsync(
        this UnitOfWork uow,
        Item data,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(uow);
        ArgumentNullException.ThrowIfNull(data);
        MustEncrypt(uow);
        return RuleFields(uow, data.ToJson()) is { } encryption
            ? uow.Invocation.Encryptor.EncryptAsync(data, encryption, cancellationToken)
            : new(data);
    }

    // Or data that is meant to be secret would be stored as it is.
    private static void MustEncrypt(UnitOfWork uow)
    {
        if (uow.Scope.Rule?.Encrypts is not true)
            throw new InvalidOperationException(
                $"Pipeline '{uow.Pipeline}' does not say which fields to encrypt. Set Encryption on the rule."
            );
    }
}
