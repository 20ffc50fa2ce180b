using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Services;

/// <summary>What services answer when the script says nothing, or only which entries fail.</summary>
internal static class DefaultAnswers
{
    private static readonly string DataKey = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    public static JsonObject To(string service, string operation, JsonObject input, ScriptedAnswer? scripted) =>
        (service, operation) switch
        {
            ("dynamodb", "UpdateItem") when ReturnsAttributes(input) => new()
            {
                ["Attributes"] = input["Key"]?.DeepClone(),
            },
            ("dynamodb", "Query" or "Scan") => new()
            {
                ["Items"] = new JsonArray(),
                ["Count"] = 0,
                ["ScannedCount"] = 0,
            },
            ("dynamodb", "BatchGetItem") => BatchGet(input, scripted),
            ("eventbridge", "PutEvents") => Batch(input, scripted, "Entries", "FailedEntryCount", "Entries", "EventId"),
            ("kinesis", "PutRecords") => Batch(
                input,
                scripted,
                "Records",
                "FailedRecordCount",
                "Records",
                "SequenceNumber"
            ),
            ("firehose", "PutRecordBatch") => Batch(
                input,
                scripted,
                "Records",
                "FailedPutCount",
                "RequestResponses",
                "RecordId"
            ),
            ("sqs", "SendMessageBatch") or ("sns", "PublishBatch") => MessageBatch(service, input, scripted),
            ("sqs", "SendMessage") or ("sns", "Publish") => new() { ["MessageId"] = "m-0" },
            ("kms", "GenerateDataKey") => new()
            {
                ["KeyId"] = input["KeyId"]?.DeepClone(),
                ["Plaintext"] = DataKey,
                ["CiphertextBlob"] = DataKey,
            },
            ("kms", "Decrypt") => new() { ["Plaintext"] = DataKey },
            ("kms", "Encrypt") => new() { ["CiphertextBlob"] = DataKey },
            _ => [],
        };

    private static bool ReturnsAttributes(JsonObject input) =>
        input["ReturnValues"] is JsonValue wanted && wanted.GetValue<string>() != "NONE";

    private static JsonObject Batch(
        JsonObject input,
        ScriptedAnswer? scripted,
        string entries,
        string failedCount,
        string results,
        string idName
    )
    {
        var failed = 0;
        var answers = new JsonArray();
        for (var i = 0; i < Count(input, entries); i++)
        {
            if (scripted?.FailIndexes.Contains(i) is true)
            {
                failed++;
                answers.Add(
                    (JsonNode)new JsonObject { ["ErrorCode"] = scripted.ErrorCode, ["ErrorMessage"] = "scripted error" }
                );
            }
            else
                answers.Add((JsonNode)new JsonObject { [idName] = $"id-{i}" });
        }
        return new() { [failedCount] = failed, [results] = answers };
    }

    private static JsonObject MessageBatch(string service, JsonObject input, ScriptedAnswer? scripted)
    {
        var entries = input[service == "sqs" ? "Entries" : "PublishBatchRequestEntries"] as JsonArray ?? [];
        var successful = new JsonArray();
        var failed = new JsonArray();
        foreach (var (i, entry) in entries.Index())
        {
            if (scripted?.FailIndexes.Contains(i) is true)
                failed.Add(
                    (JsonNode)
                        new JsonObject
                        {
                            ["Id"] = entry!["Id"]?.DeepClone(),
                            ["Code"] = scripted.ErrorCode,
                            ["Message"] = "scripted error",
                            ["SenderFault"] = false,
                        }
                );
            else
                successful.Add(
                    (JsonNode)new JsonObject { ["Id"] = entry!["Id"]?.DeepClone(), ["MessageId"] = $"m-{i}" }
                );
        }
        return new() { ["Successful"] = successful, ["Failed"] = failed };
    }

    // Failing indexes count the keys over all tables.
    private static JsonObject BatchGet(JsonObject input, ScriptedAnswer? scripted)
    {
        var responses = new JsonObject();
        var unprocessed = new JsonObject();
        var index = 0;
        foreach (var (table, wanted) in input["RequestItems"] as JsonObject ?? [])
        {
            responses[table] = new JsonArray();
            var left = new JsonArray();
            foreach (var key in wanted!["Keys"] as JsonArray ?? [])
            {
                if (scripted?.FailIndexes.Contains(index++) is true)
                    left.Add(key?.DeepClone());
            }
            if (left.Count == 0)
                continue;
            unprocessed[table] = wanted.DeepClone();
            unprocessed[table]!["Keys"] = left;
        }
        return new() { ["Responses"] = responses, ["UnprocessedKeys"] = unprocessed };
    }

    private static int Count(JsonObject input, string entries) => (input[entries] as JsonArray)?.Count ?? 0;
}
