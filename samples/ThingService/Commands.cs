using System.Text.Json;
using System.Text.Json.Serialization;
using LambdaStream;
using LambdaStream.Connectors;

namespace ThingService;

/// <summary>What a user of the service wants done to a thing, or to an element of it.</summary>
internal sealed record Command(DateTimeOffset At, string By, string Do, string Thing, string? Element, string? Name)
{
    public static IReadOnlyList<Command> Read(string file) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(file), CommandJson.Default.CommandArray)!;
}

/// <summary>Writes the service's table as its REST API would: whether a command may be done is for the table to say.</summary>
internal sealed class Commands(World world)
{
    private const string IsThere = "attribute_exists(pk) AND attribute_not_exists(deleted)";
    private const string IsSoftlyDeleted = "attribute_exists(deleted)";

    /// <summary>The commands that were done.</summary>
    public int Done { get; private set; }

    /// <summary>The commands that the table refused, as a REST API answers with 409.</summary>
    public int Refused { get; private set; }

    public async Task ExecuteAsync(IEnumerable<Command> commands)
    {
        foreach (var command in commands)
        {
            world.Clock.Advance(command.At);
            if (await TryAsync(command))
                Done++;
            else
                Refused++;
        }
    }

    private async ValueTask<bool> TryAsync(Command command)
    {
        // A deletion for good is an operator's, on the table itself: services mark rows and let them expire.
        if (command.Do == "delete")
            return await world.Database.DeleteAsync(command.Thing, SortKeyOf(command), command.At);
        try
        {
            await world.Database.DynamoDb.UpdateItemAsync(ToUpdateRequest(command), CancellationToken.None);
            return true;
        }
        catch (ServiceException refusal) when (refusal.Code == "ConditionalCheckFailedException")
        {
            return false;
        }
    }

    private static UpdateItemRequest ToUpdateRequest(Command command)
    {
        // Without the latch, which rows from others' events have, the trigger publishes the change.
        var row = UpdateRequest
            .For(pk: command.Thing, sk: SortKeyOf(command))
            .To(Tables.Things)
            .Set("timestamp", command.At.ToUnixTimeMilliseconds())
            .Set("lastModifiedBy", command.By)
            .Remove("latched");
        return command.Do switch
        {
            "create" => row.Set("discriminator", command.Element is null ? "thing" : "element")
                .Set("name", command.Name)
                .IfMissing(),
            "rename" => row.Set("name", command.Name).If(IsThere),
            "soft-delete" => row.Set("deleted", true)
                .Set("ttl", command.At.AddDays(33).ToUnixTimeSeconds())
                .If(IsThere),
            "undelete" => row.Remove("deleted", "ttl").If(IsSoftlyDeleted),
            _ => throw new InvalidOperationException($"There is no command '{command.Do}'."),
        };
    }

    private static string SortKeyOf(Command command) => command.Element ?? "thing";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Command[]))]
internal sealed partial class CommandJson : JsonSerializerContext;
