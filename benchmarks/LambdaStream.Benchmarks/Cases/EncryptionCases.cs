using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Testing;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>The verbs of encryption, which encrypt one field of an entity of 18.</summary>
internal static class EncryptionCases
{
    private static readonly FieldEncryption Name = new() { Fields = ["name"] };

    private static readonly Pipeline Encrypting = new("encrypting", units => units) { Encryption = Name };

    public static IReadOnlyList<Case> All { get; } =
    [.. Verbs.Select(verb => (verb with { Passes = 10, Asks = true }).ToCase())];

    private static IEnumerable<Verb> Verbs =>
        [
            new("EncryptEvent", units => units.EncryptEvent(new() { Encryption = Name })),
            new("EncryptBy", units => units.EncryptBy(Encrypting)),
            new("DecryptEvent", units => units.DecryptEvent())
            {
                Before = units => units.EncryptEvent(new() { Encryption = Name }),
            },
            new("DecryptChangeEvent", units => units.DecryptChangeEvent()) { Input = EncryptedChanges },
        ];

    private static Input EncryptedChanges()
    {
        var encryptor = new FieldEncryptor(new InstantServices().Options);
        return new(From.DynamoDb(), Records.DynamoDb([.. Enumerable.Range(0, Input.Units).Select(Encrypted)]));

        Change Encrypted(int index) => Change.Insert(Encrypt(EntityAt(index)));

        // Nobody is waited for.
        Item Encrypt(Item item) => encryptor.EncryptAsync(item, Name, default).AsTask().GetAwaiter().GetResult();
    }

    private static Item EntityAt(int index) =>
        Item.From(Input.EventAt(index)["thing"])
            .With("pk", $"{index}")
            .With("sk", "thing")
            .With("discriminator", "thing");
}
