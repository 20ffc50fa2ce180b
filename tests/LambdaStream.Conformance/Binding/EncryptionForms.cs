using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Values;
using LambdaStream.Encryption;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's encryption of <c>eem</c> and its companions.</summary>
internal static class EncryptionForms
{
    /// <summary>The fields of a rule or step that has them as data; null where it has none, or a function.</summary>
    public static FieldEncryption? Fields(RuleBinding rule) =>
        rule.Members.Node("eem") is JsonObject eem && !IsFunction(eem) ? Of(eem, rule.Members) : null;

    /// <summary>The function by which a rule or step gives its fields.</summary>
    public static Func<UnitOfWork, Json, FieldEncryption?>? Function(RuleBinding rule)
    {
        // Asked for here, so that they are known to be understood.
        var shared = Of([], rule.Members);
        return rule.Members.Node("eem") is JsonObject eem && IsFunction(eem)
            ? (uow, source) =>
                rule.Evaluate(eem, uow, "source", ApiJson.From(source)).Node is JsonObject given
                    ? Of(given, shared)
                    : null
            : null;
    }

    /// <summary>The member AES: what JavaScript takes for false is base64 alone.</summary>
    public static EncryptionFormat? Format(Members members) =>
        !members.Has("AES") ? null
        : members.Node("AES") is not JsonValue value ? EncryptionFormat.Base64
        : value.GetValueKind() switch
        {
            JsonValueKind.False => EncryptionFormat.Base64,
            JsonValueKind.String when value.ToString() is "" or "false" => EncryptionFormat.Base64,
            JsonValueKind.Number when JavaScriptNumber.Double(value) == 0 => EncryptionFormat.Base64,
            _ => EncryptionFormat.AesCbc,
        };

    /// <summary>The options of a step or head step that decrypts.</summary>
    public static DecryptOptions Decryption(Members members, Func<UnitOfWork, bool> when)
    {
        var includesOld = !members.Has("decryptOld") || members.Flag("decryptOld");
        return new()
        {
            When = when,
            Format = Format(members),
            Parallel = members.Number("parallel"),
            IncludeOldImage = includesOld,
        };
    }

    private static bool IsFunction(JsonObject eem) => eem.Any(member => member.Key.StartsWith('$'));

    private static FieldEncryption Of(JsonObject eem, Members shared) =>
        Of(
            eem,
            new FieldEncryption
            {
                Fields = [],
                MasterKeyAlias = shared.Text("masterKeyAlias"),
                Regions = shared.Texts("regions"),
                Format = Format(shared),
            }
        );

    private static FieldEncryption Of(JsonObject eem, FieldEncryption shared)
    {
        var own = new Members(eem);
        return shared with
        {
            Fields = own.Texts("fields") ?? [],
            MasterKeyAlias = own.Text("masterKeyAlias") ?? shared.MasterKeyAlias,
            Regions = own.Texts("regions") ?? shared.Regions,
        };
    }
}
