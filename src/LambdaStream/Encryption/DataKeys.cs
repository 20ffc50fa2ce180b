using LambdaStream.Connectors;

namespace LambdaStream.Encryption;

/// <summary>Gets data keys from KMS: new ones for all regions, known ones from whichever region answers.</summary>
internal sealed class DataKeys(StreamOptions options)
{
    // What KMS must be told to decrypt the key of an authenticated format. Who makes another format of it in the metadata,
    // or reads it with the Node library, gets no key.
    private static readonly Dictionary<string, string> AuthenticatedContext = new(StringComparer.Ordinal)
    {
        ["lambda-stream:format"] = EncryptionMetadata.AesGcm,
    };

    private readonly DataKeyCache _cache = new(options.Time, options.DataKeyMaxAge);

    private IKms Kms =>
        options.Kms
        ?? throw new InvalidOperationException(
            "Data is to be encrypted or decrypted, but the port Kms is missing. Set StreamOptions.Kms."
        );

    /// <summary>Whether two functions get the same keys in the same way.</summary>
    public static bool AreShared(StreamOptions one, StreamOptions other) =>
        one.Kms == other.Kms
        && one.Region == other.Region
        && one.DataKeyMaxAge == other.DataKeyMaxAge
        && one.Time == other.Time;

    /// <summary>A key for what is encrypted now.</summary>
    public ValueTask<DataKey> GenerateAsync(
        string alias,
        IReadOnlyList<string> regions,
        bool isAuthenticated,
        CancellationToken cancellationToken
    )
    {
        var home =
            options.Region
            ?? throw new InvalidOperationException(
                "To encrypt one must know the region. Set StreamOptions.Region, or AWS_REGION."
            );
        var others = regions.Where(region => region != home).Distinct(StringComparer.Ordinal).ToList();
        return _cache.GetAsync(
            $"{alias} {(isAuthenticated ? EncryptionMetadata.AesGcm : "")} {string.Join(',', others)}",
            () => NewAsync(alias, home, others, Context(isAuthenticated)),
            cancellationToken
        );
    }

    /// <summary>The key that data was encrypted with.</summary>
    public ValueTask<DataKey> DecryptAsync(EncryptionMetadata metadata, CancellationToken cancellationToken)
    {
        var context = Context(metadata.IsAuthenticated);
        var (home, others) = Split(metadata.DataKeys);
        var name = home ?? (others is [var (_, first), ..] ? first : "");
        return _cache.GetAsync(
            $"{(context is null ? "" : EncryptionMetadata.AesGcm)}:{name}",
            () => KnownAsync(home, others, context),
            cancellationToken
        );
    }

    private static Dictionary<string, string>? Context(bool isAuthenticated) =>
        isAuthenticated ? AuthenticatedContext : null;

    private (string? Home, List<(string Region, string DataKey)> Others) Split(
        IReadOnlyList<(string Region, string DataKey)> keys
    ) =>
        (
            keys.FirstOrDefault(key => key.Region == options.Region).DataKey,
            [.. keys.Where(key => key.Region != options.Region)]
        );

    private async Task<DataKey> NewAsync(
        string alias,
        string home,
        List<string> others,
        Dictionary<string, string>? context
    )
    {
        var generated = await Kms.GenerateDataKeyAsync(
            new() { KeyId = alias, EncryptionContext = context },
            CancellationToken.None
        );
        var encrypted = await Task.WhenAll(others.Select(EncryptIn));
        return new(
            generated.Plaintext,
            [.. encrypted.OfType<(string, string)>(), (home, Convert.ToBase64String(generated.CiphertextBlob.Span))]
        )
        {
            IsIncomplete = encrypted.Contains(null),
        };

        async Task<(string, string)?> EncryptIn(string region)
        {
            try
            {
                var answer = await Kms.EncryptAsync(
                    new()
                    {
                        KeyId = alias,
                        Plaintext = generated.Plaintext,
                        Region = region,
                        EncryptionContext = context,
                    },
                    CancellationToken.None
                );
                return (region, Convert.ToBase64String(answer.CiphertextBlob.Span));
            }
            catch (Exception error)
            {
                // A region that is away must not stop the others.
                options.OnKmsRegionFailed?.Invoke(region, error);
                return null;
            }
        }
    }

    private async Task<DataKey> KnownAsync(
        string? home,
        List<(string Region, string DataKey)> others,
        Dictionary<string, string>? context
    )
    {
        var kms = Kms;
        var errors = new List<(string Region, Exception Error)>();
        if (home is not null && await TryAsync(options.Region!, null, home) is { } own)
            return own;
        var answers = await Task.WhenAll(others.Select(other => TryAsync(other.Region, other.Region, other.DataKey)));
        return answers.FirstOrDefault(answer => answer is not null) ?? throw NoRegion(errors);

        async Task<DataKey?> TryAsync(string name, string? region, string dataKey)
        {
            try
            {
                var answer = await kms.DecryptAsync(
                    new()
                    {
                        CiphertextBlob = Convert.FromBase64String(dataKey),
                        Region = region,
                        EncryptionContext = context,
                    },
                    CancellationToken.None
                );
                return new(answer.Plaintext, []);
            }
            catch (Exception error)
            {
                lock (errors)
                    errors.Add((name, error));
                options.OnKmsRegionFailed?.Invoke(name, error);
                return null;
            }
        }
    }

    // With the code of the first region that was asked, so that what passes by itself is known as such.
    private static ServiceException NoRegion(List<(string Region, Exception Error)> errors)
    {
        const string Refusal = "The data key could not be decrypted in any region";
        if (errors is not [var (_, first), ..])
            return new("InvalidCiphertextException", $"{Refusal}: the encryption metadata has no data keys.");
        var reasons = errors.Select(error =>
            $"{error.Region} ({(error.Error as ServiceException)?.Code ?? error.Error.GetType().Name})"
        );
        var known = first as ServiceException;
        return new(known?.Code ?? first.GetType().Name, $"{Refusal}: {string.Join(", ", reasons)}.", first)
        {
            StatusCode = known?.StatusCode,
            IsConnectionFailure = known?.IsConnectionFailure ?? false,
        };
    }
}
