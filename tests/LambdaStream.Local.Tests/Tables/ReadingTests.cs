using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Tables;

public class ReadingTests
{
    private readonly LocalWorld _world = Some.World();

    public ReadingTests()
    {
        var table = _world
            .Table("things", "pk", KeyPart.Number("sk"))
            .GlobalIndex("gsi", "g", KeyPart.Number("n"))
            .GlobalIndex("keys", "g", projection: IndexProjection.KeysOnly)
            .LocalIndex("lsi", KeyPart.Number("n"), IndexProjection.Include("name"));
        for (var i = 0; i < 5; i++)
        {
            table.Put(
                Some.Item(
                    $$$"""
                    {
                      "pk":{"S":"a"}, "sk":{"N":"{{{i}}}"}, "g":{"S":"G"}, "n":{"N":"{{{10
                        - i}}}"}, "name":{"S":"n{{{i}}}"},
                      "o":{"M":{"x":{"N":"1"},"l":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]} } }
                    }
                    """
                )
            );
        }
        table.Put(Some.Item("""{"pk":{"S":"b"},"sk":{"N":"100"}}"""));
        _world.Table("texts", "pk", "sk");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pk = :p", null, "0,1,2,3,4")]
    [InlineData(":p = pk", null, "0,1,2,3,4")]
    [InlineData("pk = :p AND sk = :v", "2.0", "2")]
    [InlineData("pk = :p AND sk < :v", "2", "0,1")]
    [InlineData("pk = :p AND sk <= :v", "2", "0,1,2")]
    [InlineData("sk > :v AND pk = :p", "2", "3,4")]
    [InlineData("pk = :p AND :v <= sk", "2", "2,3,4")]
    [InlineData("(pk = :p) AND (sk between :v AND :v)", "2", "2")]
    [InlineData("pk = :p AND sk > :v", "9", "")]
    public async Task Query_ReadsThePartOfThePartitionInOrder(string condition, string? value, string expected)
    {
        var values = """{":p":{"S":"a"}}""";
        if (value is not null)
            values = $$$"""{":p":{"S":"a"},":v":{"N":"{{{value}}}"}}""";

        Assert.Equal(expected, Keys((await QueryAsync(new() { KeyConditionExpression = condition }, values)).Items));
        var backwards = await QueryAsync(
            new() { KeyConditionExpression = condition, ScanIndexForward = false },
            values
        );
        Assert.Equal(expected, Keys(backwards.Items.Reverse()));
    }

    [Fact]
    public async Task Query_FindsTheRangeKeysThatBeginWithAText()
    {
        foreach (var key in (string[])["EVENT", "EVENT#1", "EVENT#2", "EVEN", "F"])
            _world.Table("texts").Put(Item.Of(("pk", "a"), ("sk", key)));

        var page = await _world.DynamoDb.QueryAsync(
            new()
            {
                TableName = "texts",
                KeyConditionExpression = "pk = :p AND begins_with(sk, :v)",
                ExpressionAttributeValues = Item.Of((":p", "a"), (":v", "EVENT")),
            },
            Token
        );

        Assert.Equal(["EVENT", "EVENT#1", "EVENT#2"], page.Items.Select(item => item["sk"].GetText()));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("gsi", true)]
    [InlineData("gsi", false)]
    [InlineData("lsi", false)]
    [InlineData(null, false)]
    public async Task Query_PagesThroughAllItems(string? index, bool forward)
    {
        var condition = index is "gsi" ? "g = :p" : "pk = :p";
        var values = index is "gsi" ? """{":p":{"S":"G"}}""" : """{":p":{"S":"a"}}""";
        var keys = new List<string>();
        Item? start = null;
        do
        {
            var page = await QueryAsync(
                new()
                {
                    IndexName = index,
                    KeyConditionExpression = condition,
                    Limit = 2,
                    ScanIndexForward = forward,
                    ExclusiveStartKey = start,
                },
                values
            );
            keys.Add(Keys(page.Items));
            start = page.LastEvaluatedKey;
            if (start is not null)
                Assert.Equal(
                    index is null ? 2
                        : index is "gsi" ? 4
                        : 3,
                    start.Count
                );
        } while (start is not null);

        // The indexes are ordered by n, which runs against sk.
        Assert.Equal(forward == index is null ? ["0,1", "2,3", "4"] : ["4,3", "2,1", "0"], keys);
    }

    [Fact]
    public async Task Query_GoesOnBehindAKeyThatIsGone()
    {
        var request = new QueryRequest
        {
            KeyConditionExpression = "pk = :p",
            ExclusiveStartKey = Some.Item("""{"pk":{"S":"a"},"sk":{"N":"2"}}"""),
        };
        _world.Table("things").Delete("a", 2);

        var page = await QueryAsync(request, """{":p":{"S":"a"}}""");

        Assert.Equal("3,4", Keys(page.Items));
        Assert.Null(page.LastEvaluatedKey);
    }

    [Fact]
    public async Task Query_CountsTheLimitBeforeTheFilter()
    {
        var page = await QueryAsync(
            new()
            {
                KeyConditionExpression = "pk = :p",
                FilterExpression = "n < :v",
                Limit = 3,
            },
            """{":p":{"S":"a"},":v":{"N":"9"}}"""
        );

        Assert.Equal("2", Keys(page.Items));
        Assert.Equal(Some.Item("""{"pk":{"S":"a"},"sk":{"N":"2"}}"""), page.LastEvaluatedKey);
    }

    [Fact]
    public async Task Query_EndsAPageAtOneMegabyte()
    {
        for (var i = 0; i < 6; i++)
            _world.Table("texts").Put(Item.Of(("pk", "big"), ("sk", $"{i}"), ("x", new string('y', 300 * 1024))));

        var page = await _world.DynamoDb.QueryAsync(
            new()
            {
                TableName = "texts",
                KeyConditionExpression = "pk = :p",
                ExpressionAttributeValues = Item.Of((":p", "big")),
            },
            Token
        );

        Assert.Equal(4, page.Items.Count);
        Assert.Equal("3", page.LastEvaluatedKey!["sk"].GetText());
    }

    [Theory]
    [InlineData("o.l[2], o.l[0]", """{"o":{"M":{"l":{"L":[{"N":"1"},{"N":"3"}]}}}}""")]
    [InlineData("sk, o.x, nope, o.nope, sk2.x", """{"sk":{"N":"1"},"o":{"M":{"x":{"N":"1"}}}}""")]
    [InlineData("#n", """{"name":{"S":"n1"}}""")]
    [InlineData("nope", "{}")]
    public async Task Query_ReadsTheProjection(string projection, string expected)
    {
        var page = await QueryAsync(
            new()
            {
                KeyConditionExpression = "pk = :p AND sk = :v",
                ProjectionExpression = projection,
                ExpressionAttributeNames = projection.Contains('#')
                    ? new Dictionary<string, string> { ["#n"] = "name" }
                    : null,
            },
            """{":p":{"S":"a"},":v":{"N":"1"}}"""
        );

        Assert.Equal(Some.Item(expected), Assert.Single(page.Items));
    }

    [Theory]
    [InlineData("keys", null, null, "pk,sk,g")]
    [InlineData("lsi", null, null, "pk,sk,n,name")]
    [InlineData("lsi", "ALL_ATTRIBUTES", null, "pk,sk,g,n,name,o")]
    [InlineData("lsi", null, "o", "o")]
    [InlineData("gsi", "ALL_PROJECTED_ATTRIBUTES", null, "pk,sk,g,n,name,o")]
    public async Task Query_OfAnIndex_ReadsWhatItHolds(string index, string? select, string? projection, string names)
    {
        var isGlobal = index is not "lsi";
        var page = await QueryAsync(
            new()
            {
                IndexName = index,
                KeyConditionExpression = isGlobal ? "g = :p" : "pk = :p",
                Select = select,
                ProjectionExpression = projection,
            },
            isGlobal ? """{":p":{"S":"G"}}""" : """{":p":{"S":"a"}}"""
        );

        Assert.Equal(5, page.Items.Count);
        Assert.All(page.Items, item => Assert.Equal(names.Split(','), item.Select(attribute => attribute.Key)));
    }

    [Fact]
    public async Task AnIndex_FollowsTheItems()
    {
        var table = _world.Table("things");
        table.Delete("a", 0);
        table.Put(Some.Item("""{"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"G"},"n":{"N":"1"}}"""));
        table.Put(Some.Item("""{"pk":{"S":"a"},"sk":{"N":"2"},"g":{"S":"G"}}"""));
        table.Put(Some.Item("""{"pk":{"S":"b"},"sk":{"N":"100"},"g":{"S":"G"},"n":{"N":"7"}}"""));

        var page = await QueryAsync(
            new() { IndexName = "gsi", KeyConditionExpression = "g = :p" },
            """{":p":{"S":"G"}}"""
        );

        Assert.Equal("1,4", Keys(page.Items.Where(item => item["sk"].GetInt64() < 3 || item["n"].GetInt64() == 6)));
        Assert.Equal(["1", "6", "7", "7"], page.Items.Select(item => item["n"].GetNumber()));
    }

    [Theory]
    [InlineData(
        null,
        null,
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
    )]
    [InlineData("", null, "Invalid KeyConditionExpression: The expression can not be empty;")]
    [InlineData("pk = :p OR sk > :n", null, "Invalid operator used in KeyConditionExpression: OR")]
    [InlineData("NOT pk = :p", null, "Invalid operator used in KeyConditionExpression: NOT")]
    [InlineData("pk = :p AND sk <> :n", null, "Invalid operator used in KeyConditionExpression: <>")]
    [InlineData("pk = :p AND sk IN (:n)", null, "Invalid operator used in KeyConditionExpression: IN")]
    [InlineData("attribute_exists(pk)", null, "Invalid operator used in KeyConditionExpression: attribute_exists")]
    [InlineData("pk > :p", null, "Query key condition not supported")]
    [InlineData("sk = :n", null, "Query condition missed key schema element")]
    [InlineData("pk = :p AND g = :p", null, "Query condition missed key schema element")]
    [InlineData("pk = :p AND pk = :p", null, "KeyConditionExpressions must only contain one condition per key")]
    [InlineData(
        "pk = :p AND sk > :n AND sk < :n",
        null,
        "KeyConditionExpressions must only contain one condition per key"
    )]
    [InlineData(
        "pk = :n",
        null,
        "One or more parameter values were invalid: Condition parameter type does not match schema type"
    )]
    [InlineData(
        "pk = :p AND begins_with(sk, :p)",
        null,
        "One or more parameter values were invalid: Condition parameter type does not match schema type"
    )]
    [InlineData(
        "pk = sk",
        null,
        "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"
    )]
    [InlineData(
        "pk.x = :p",
        null,
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk"
    )]
    [InlineData("size(pk) = :n", null, "KeyConditionExpressions cannot contain nested operations")]
    [InlineData(
        "pk = :p",
        "sk = :n",
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk"
    )]
    [InlineData("pk = :p", "", "Invalid FilterExpression: The expression can not be empty;")]
    public async Task Query_RefusesWhatDynamoDbRefuses(string? condition, string? filter, string message)
    {
        var used = $"{condition} {filter}";
        var values = Item.Of(
            (":p", used.Contains(":p") ? "a" : default(AttributeValue)),
            (":n", used.Contains(":n") ? 1L : default(AttributeValue))
        );
        await RefusesAsync(
            message,
            new()
            {
                TableName = "things",
                KeyConditionExpression = condition,
                FilterExpression = filter,
                ExpressionAttributeValues = values.Count == 0 ? null : values,
            }
        );
    }

    [Fact]
    public async Task Query_RefusesParametersThatDoNotFit()
    {
        var request = new QueryRequest
        {
            TableName = "things",
            KeyConditionExpression = "pk = :p",
            ExpressionAttributeValues = Item.Of((":p", "a")),
        };
        var global = request with { IndexName = "keys", KeyConditionExpression = "g = :p" };

        await RefusesAsync("Limit must be greater than or equal to 1", request with { Limit = 0 });
        await RefusesAsync("The table does not have the specified index: nope", request with { IndexName = "nope" });
        await RefusesAsync(
            "Consistent reads are not supported on global secondary indexes",
            global with
            {
                ConsistentRead = true,
            }
        );
        await RefusesAsync(
            "One or more parameter values were invalid: Global secondary index keys does not project [o]",
            global with
            {
                ProjectionExpression = "o",
            }
        );
        await RefusesAsync(
            "One or more parameter values were invalid: Secondary index keys does not project one or more filter attributes: [o]",
            global with
            {
                FilterExpression = "attribute_exists(o)",
            }
        );
        await RefusesAsync(
            "One or more parameter values were invalid: Secondary index lsi does not project one or more filter attributes: [o]",
            request with
            {
                IndexName = "lsi",
                FilterExpression = "attribute_exists(o)",
            }
        );
        await RefusesAsync(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            request with
            {
                ExpressionAttributeValues = Item.Of((":p", "")),
            }
        );
        await RefusesAsync(
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
            request with
            {
                TableName = "texts",
                KeyConditionExpression = "pk = :p AND sk = :s",
                ExpressionAttributeValues = Item.Of((":p", "a"), (":s", new string('s', 1025))),
            }
        );
        await RefusesAsync(
            "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL",
            global with
            {
                Select = "ALL_ATTRIBUTES",
            }
        );
        await RefusesAsync(
            "The provided starting key is invalid",
            request with
            {
                ExclusiveStartKey = Item.Of(("pk", "a")),
            }
        );
        await RefusesAsync(
            "The provided starting key does not match the range key predicate",
            request with
            {
                ExclusiveStartKey = Item.Of(("pk", "b"), ("sk", 1)),
            }
        );
        await RefusesAsync(
            "Select must be ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT, or SPECIFIC_ATTRIBUTES",
            request with
            {
                Select = "SOME",
            }
        );
        await RefusesAsync(
            "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
            request with
            {
                Select = "ALL_ATTRIBUTES",
                ProjectionExpression = "o",
            }
        );
        await RefusesAsync(
            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [o], path two: [o, x]",
            request with
            {
                ProjectionExpression = "o, o.x",
            }
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gsi")]
    public async Task Scan_PagesThroughAllItems(string? index)
    {
        var keys = new List<string>();
        Item? start = null;
        do
        {
            var page = await _world.DynamoDb.ScanAsync(
                new()
                {
                    TableName = "things",
                    IndexName = index,
                    Limit = 2,
                    ExclusiveStartKey = start,
                },
                Token
            );
            keys.AddRange(page.Items.Select(item => item["sk"].GetNumber()));
            start = page.LastEvaluatedKey;
        } while (start is not null);

        Assert.Equal(index is null ? ["0", "1", "100", "2", "3", "4"] : ["0", "1", "2", "3", "4"], keys.Order());
    }

    [Fact]
    public async Task Scan_InSegments_ReadsEveryItemOnce()
    {
        var table = _world.Table("many", "pk");
        for (var i = 0; i < 100; i++)
            table.Put(Item.Of(("pk", $"{i}")));

        var found = new List<int>();
        for (var segment = 0; segment < 4; segment++)
        {
            var request = new ScanRequest
            {
                TableName = "many",
                Segment = segment,
                TotalSegments = 4,
            };
            var items = (await _world.DynamoDb.ScanAsync(request, Token)).Items;
            Assert.InRange(items.Count, 1, 60);
            found.AddRange(items.Select(item => int.Parse(item["pk"].GetText()!, null)));
        }

        Assert.Equal(Enumerable.Range(0, 100), found.Order());
    }

    [Fact]
    public async Task Scan_FiltersAlsoByKey()
    {
        var page = await _world.DynamoDb.ScanAsync(
            new()
            {
                TableName = "things",
                FilterExpression = "sk > :v",
                ExpressionAttributeValues = Item.Of((":v", 3)),
            },
            Token
        );

        Assert.Equal(["100", "4"], page.Items.Select(item => item["sk"].GetNumber()).Order());
    }

    [Fact]
    public async Task BatchGet_ReadsByKeyFromSeveralTables()
    {
        _world.Table("texts").Put(Item.Of(("pk", "x"), ("sk", "y"), ("z", 1)));

        var answer = await BatchGetAsync(
            ("things", """{"pk":{"S":"a"},"sk":{"N":"3.0"}}""", "o.x"),
            ("things", """{"pk":{"S":"zzz"},"sk":{"N":"3"}}""", "o.x"),
            ("texts", """{"pk":{"S":"x"},"sk":{"S":"y"}}""", null)
        );

        Assert.Equal(Some.Item("""{"o":{"M":{"x":{"N":"1"}}}}"""), Assert.Single(answer.Responses["things"]));
        Assert.Equal("1", Assert.Single(answer.Responses["texts"])["z"].GetNumber());
        Assert.Empty(answer.UnprocessedKeys);
    }

    [Fact]
    public async Task BatchGet_LeavesWhatIsOver16Megabytes()
    {
        for (var i = 0; i < 50; i++)
            _world.Table("texts").Put(Item.Of(("pk", "big"), ("sk", $"{i}"), ("x", new string('y', 399 * 1024))));
        var request = Enumerable
            .Range(0, 50)
            .Select(i => ("texts", $$$"""{"pk":{"S":"big"},"sk":{"S":"{{{i}}}"}}""", (string?)null));

        var answer = await BatchGetAsync([.. request]);

        Assert.Equal(42, answer.Responses["texts"].Count);
        Assert.Equal(8, answer.UnprocessedKeys["texts"].Keys.Count);
        Assert.Equal("42", answer.UnprocessedKeys["texts"].Keys[0]["sk"].GetText());
    }

    [Fact]
    public async Task BatchGet_RefusesWhatDynamoDbRefuses()
    {
        const string key = """{"pk":{"S":"a"},"sk":{"N":"3"}}""";

        await RefusesAsync("BatchGetItem must have some requests set");
        await RefusesAsync(
            "Provided list of item keys contains duplicates",
            ("things", key, null),
            ("things", """{"pk":{"S":"a"},"sk":{"N":"3.0"}}""", null)
        );
        await RefusesAsync(
            "Too many items requested for the BatchGetItem call",
            [
                .. Enumerable
                    .Range(0, 101)
                    .Select(i => ("things", $$$"""{"pk":{"S":"a"},"sk":{"N":"{{{i}}}"}}""", (string?)null)),
            ]
        );
        await RefusesAsync("The number of conditions on the keys is invalid", ("things", """{"pk":{"S":"a"}}""", null));
        await RefusesAsync("Cannot do operations on a non-existent table", ("nope", key, null));

        async Task RefusesAsync(string message, params (string, string, string?)[] keys)
        {
            var exception = await Assert.ThrowsAsync<ServiceException>(() => BatchGetAsync(keys));
            Assert.Equal(message, exception.Message);
        }
    }

    [Fact]
    public async Task Scan_FiltersALocalIndexByWhatTheTableHolds()
    {
        var response = await _world.DynamoDb.ScanAsync(
            new()
            {
                TableName = "things",
                IndexName = "lsi",
                FilterExpression = "attribute_exists(o)",
            },
            Token
        );

        Assert.Equal(5, response.Items.Count);
        Assert.DoesNotContain(response.Items, item => item.Contains("o"));
    }

    private async Task<QueryResponse> QueryAsync(QueryRequest request, string values) =>
        await _world.DynamoDb.QueryAsync(
            request with
            {
                TableName = "things",
                ExpressionAttributeValues = Some.Item(values),
            },
            Token
        );

    private async Task RefusesAsync(string message, QueryRequest request)
    {
        var exception = await Assert.ThrowsAsync<ServiceException>(async () =>
            await _world.DynamoDb.QueryAsync(request, Token)
        );
        Assert.Equal(("ValidationException", message), (exception.Code, exception.Message));
    }

    private async Task<BatchGetItemResponse> BatchGetAsync(
        params (string Table, string Key, string? Projection)[] keys
    ) =>
        await _world.DynamoDb.BatchGetItemAsync(
            new()
            {
                RequestItems = keys.GroupBy(key => key.Table)
                    .ToDictionary(
                        group => group.Key,
                        group => new KeysAndAttributes
                        {
                            Keys = [.. group.Select(key => Some.Item(key.Key))],
                            ProjectionExpression = group.First().Projection,
                        }
                    ),
            },
            Token
        );

    private static string Keys(IEnumerable<Item> items) =>
        string.Join(',', items.Select(item => item["sk"].GetNumber()));
}
