using LambdaStream.Connectors;

namespace LambdaStream;

// What several flavors check of their rules.
public sealed partial class RuleCheck
{
    /// <summary>The port <see cref="StreamOptions.DynamoDb"/> must be there, or one of the rule's own.</summary>
    public void RequireDynamoDb(IDynamoDb? own = null) =>
        RequirePort(own ?? Options.DynamoDb, nameof(StreamOptions.DynamoDb));

    /// <summary>The port of DynamoDB must be there, and a table: the rule's own, ENTITY_TABLE_NAME or EVENT_TABLE_NAME.</summary>
    /// <param name="tableName">The rule's own table.</param>
    /// <param name="variable">The environment variable that the problem names.</param>
    /// <param name="own">The rule's own port.</param>
    public void RequireTable(string? tableName, string variable, IDynamoDb? own = null)
    {
        RequireDynamoDb(own);
        Require(
            (tableName ?? Options.EntityTableName ?? Options.EventTableName) is not null,
            $"It has no table. Set TableName, or {variable}."
        );
    }

    /// <summary>Of <c>ToQueryRequest</c>, its asynchronous form and <c>QueryRelated</c> at most one may be set, and only with a port.</summary>
    public void RequireQuery(object? sync, object? async, IDynamoDb? own = null, bool isRelated = false)
    {
        RequireOneForm(sync, async, "ToQueryRequest");
        Require(
            (sync ?? async) is null || !isRelated,
            "ToQueryRequest and QueryRelated are both set. Set one of them."
        );
        if ((sync ?? async) is not null || isRelated)
            RequireDynamoDb(own);
    }

    /// <summary>Of <c>ToGetRequest</c> and its asynchronous form at most one may be set, and only with a port.</summary>
    public void RequireGet(object? sync, object? async, IDynamoDb? own = null)
    {
        RequireOneForm(sync, async, "ToGetRequest");
        if ((sync ?? async) is not null)
            RequireDynamoDb(own);
    }

    /// <summary>Where a rule encrypts what its mapping gives, the mapping must be one that can.</summary>
    public void RequireEncrypting(object? async, string name) =>
        Require(
            !Rule.Encrypts || async is not null,
            $"Encryption is set, but nothing would be encrypted. Set {name}, and give what it stores to uow.EncryptDataAsync(...)."
        );

    /// <summary>A flavor that has nothing to encrypt must not look as if it did.</summary>
    public void RefuseEncryption() =>
        Require(!Rule.Encrypts, "Encryption is set, but this flavor encrypts nothing. Remove it.");

    /// <summary>A number of what is in flight is 1 or more, or left to the options.</summary>
    public void RequireParallel(int? parallel) =>
        Require(parallel is not < 1, $"Parallel is {parallel}. Set 1 or more, or leave it to the options.");

    /// <summary>A splitting has exactly one form.</summary>
    public void RequireSplit(Splitting? splitting)
    {
        if (splitting is { Way: null })
            RequireForm(splitting.On, splitting.OnAsync, "Split.On");
    }
}
