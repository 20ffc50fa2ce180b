using LambdaStream.Connectors;

namespace LambdaStream.Encryption;

/// <summary>Items, and the names of the fields that were encrypted in any of them.</summary>
internal sealed record DecryptedItems(IReadOnlyList<Item> Items, IReadOnlyCollection<string> Fields);
