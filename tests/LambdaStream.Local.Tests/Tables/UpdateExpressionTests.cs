using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Tables;

public class UpdateExpressionTests : TableTests
{
    [Theory]
    [InlineData("SET x = :v", """{":v":{"S":"new"}}""", "x", """{"S":"new"}""")]
    [InlineData("set x = :v", """{":v":{"S":"any case"}}""", "x", """{"S":"any case"}""")]
    [InlineData("SET x = str", null, "x", """{"S":"text"}""")]
    [InlineData("SET x = num + :v", """{":v":{"N":"0.5"}}""", "x", """{"N":"5.5"}""")]
    [InlineData("SET x = (num - :v)", """{":v":{"N":"7"}}""", "x", """{"N":"-2"}""")]
    [InlineData("SET x = num-num", null, "x", """{"N":"0"}""")]
    [InlineData("SET x = l[0] + m.l[0].x", null, "x", """{"N":"8"}""")]
    [InlineData("SET num = if_not_exists(num, :v)", """{":v":{"N":"9"}}""", "num", """{"N":"5"}""")]
    [InlineData("SET x = if_not_exists(x, :v) + :v", """{":v":{"N":"9"}}""", "x", """{"N":"18"}""")]
    [InlineData("SET x = if_not_exists(x, if_not_exists(y, num))", null, "x", """{"N":"5"}""")]
    [InlineData(
        "SET x = list_append(:v, m.l)",
        """{":v":{"L":[{"N":"0"}]}}""",
        "x",
        """{"L":[{"N":"0"},{"M":{"x":{"N":"7"}}}]}"""
    )]
    [InlineData(
        "SET x = list_append(if_not_exists(x, :v), :v)",
        """{":v":{"L":[{"N":"0"}]}}""",
        "x",
        """{"L":[{"N":"0"},{"N":"0"}]}"""
    )]
    [InlineData(
        "SET m.b = :v",
        """{":v":{"N":"1"}}""",
        "m",
        """{"M":{"a":{"S":"1"},"b":{"N":"1"},"l":{"L":[{"M":{"x":{"N":"7"}}}]}}}"""
    )]
    [InlineData(
        "SET m.l[0].x = :v",
        """{":v":{"N":"8"}}""",
        "m",
        """{"M":{"a":{"S":"1"},"l":{"L":[{"M":{"x":{"N":"8"}}}]}}}"""
    )]
    [InlineData("SET l[0] = l[1], l[1] = l[0]", null, "l", """{"L":[{"N":"2"},{"N":"1"},{"S":"3"}]}""")]
    [InlineData(
        "SET l[9] = :v, l[4] = num",
        """{":v":{"N":"9"}}""",
        "l",
        """{"L":[{"N":"1"},{"N":"2"},{"S":"3"},{"N":"5"},{"N":"9"}]}"""
    )]
    [InlineData("SET l[0] = :v REMOVE l[1]", """{":v":{"N":"9"}}""", "l", """{"L":[{"N":"9"},{"S":"3"}]}""")]
    [InlineData("REMOVE l[0], l[1]", null, "l", """{"L":[{"S":"3"}]}""")]
    [InlineData("REMOVE l[7]", null, "l", """{"L":[{"N":"1"},{"N":"2"},{"S":"3"}]}""")]
    [InlineData("REMOVE m.l, m.nope", null, "m", """{"M":{"a":{"S":"1"}}}""")]
    [InlineData("REMOVE str", null, "str", null)]
    [InlineData("ADD num :v", """{":v":{"N":"-5"}}""", "num", """{"N":"0"}""")]
    [InlineData("ADD x :v", """{":v":{"N":"3"}}""", "x", """{"N":"3"}""")]
    [InlineData("ADD m.cnt :v REMOVE m.l", """{":v":{"N":"3"}}""", "m", """{"M":{"a":{"S":"1"},"cnt":{"N":"3"}}}""")]
    [InlineData("ADD l[0] :v", """{":v":{"N":"3"}}""", "l", """{"L":[{"N":"4"},{"N":"2"},{"S":"3"}]}""")]
    [InlineData("ADD ss :v", """{":v":{"SS":["b","c"]}}""", "ss", """{"SS":["a","b","c"]}""")]
    [InlineData("ADD ns :v", """{":v":{"NS":["2.0","3"]}}""", "ns", """{"NS":["1","2","3"]}""")]
    [InlineData("ADD bs :v", """{":v":{"BS":["AQ==","Ag=="]}}""", "bs", """{"BS":["AA==","AQ==","Ag=="]}""")]
    [InlineData("DELETE ss :v", """{":v":{"SS":["a","z"]}}""", "ss", """{"SS":["b"]}""")]
    [InlineData("DELETE ns :v", """{":v":{"NS":["1.0"]}}""", "ns", """{"NS":["2"]}""")]
    [InlineData("DELETE bs :v", """{":v":{"BS":["AA=="]}}""", "bs", """{"BS":["AQ=="]}""")]
    [InlineData("DELETE ss :v", """{":v":{"SS":["a","b"]}}""", "ss", null)]
    [InlineData("DELETE nope :v", """{":v":{"SS":["a"]}}""", "nope", null)]
    public async Task Update_ChangesTheItem(string expression, string? values, string attribute, string? expected)
    {
        var changed = await UpdateAsync(expression, values);

        Assert.Equal(expected is null ? default : Some.Value(expected), Present[attribute]);
        Assert.Equal(Present, changed);
    }

    [Theory]
    [InlineData("", null, "Invalid UpdateExpression: The expression can not be empty;")]
    [InlineData("SET", null, """Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET" """)]
    [InlineData(
        "SET x = :v,",
        """{":v":{"N":"1"}}""",
        """Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "," """
    )]
    [InlineData(
        "SET x = num, REMOVE y",
        null,
        """Invalid UpdateExpression: Syntax error; token: "REMOVE", near: ", REMOVE y" """
    )]
    [InlineData(
        "SET a-b = :v",
        """{":v":{"N":"1"}}""",
        """Invalid UpdateExpression: Syntax error; token: "-", near: "a-b" """
    )]
    [InlineData(
        "SET _a = :v",
        """{":v":{"N":"1"}}""",
        """Invalid UpdateExpression: Syntax error; token: "_", near: "SET _a" """
    )]
    [InlineData("SET x = 'a'", null, """Invalid UpdateExpression: Syntax error; token: "'", near: "= 'a" """)]
    [InlineData(
        "SET x = num + num + num",
        null,
        """Invalid UpdateExpression: Syntax error; token: "+", near: "num + num" """
    )]
    [InlineData("SET l[01] = num", null, """Invalid UpdateExpression: Syntax error; token: "1", near: "01]" """)]
    [InlineData("ADD num num", null, """Invalid UpdateExpression: Syntax error; token: "num", near: "num num" """)]
    [InlineData(
        "SET status = num",
        null,
        "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status"
    )]
    [InlineData(
        "SET l[99999999999] = num",
        null,
        "Invalid UpdateExpression: List index is not within the allowable range; index: [99999999999]"
    )]
    [InlineData(
        "SET x = :v",
        null,
        "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v"
    )]
    [InlineData(
        "SET #x = num",
        null,
        "Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute name: #x"
    )]
    [InlineData(
        "SET x = num",
        """{":v":{"N":"1"}}""",
        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}"
    )]
    [InlineData("SET x = num", "{}", "ExpressionAttributeValues must not be empty")]
    [InlineData(
        "SET x = num",
        """{"v":{"N":"1"}}""",
        "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\""
    )]
    [InlineData(
        "SET x = num SET y = num",
        null,
        "Invalid UpdateExpression: The \"SET\" section can only be used once in an update expression;"
    )]
    [InlineData("SET x = ((num))", null, "Invalid UpdateExpression: The expression has redundant parentheses;")]
    [InlineData("SET x = foo(num)", null, "Invalid UpdateExpression: Invalid function name; function: foo")]
    [InlineData(
        "SET x = size(l)",
        null,
        "Invalid UpdateExpression: The function is not allowed in an update expression; function: size"
    )]
    [InlineData(
        "SET x = list_append(l, list_append(l, l))",
        null,
        "Invalid UpdateExpression: The function is not allowed to be used this way in an expression; function: list_append"
    )]
    [InlineData(
        "SET x = list_append(l)",
        null,
        "Invalid UpdateExpression: Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1"
    )]
    [InlineData(
        "SET x = list_append(l, :v)",
        """{":v":{"N":"1"}}""",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: list_append, operand type: N"
    )]
    [InlineData(
        "SET x = if_not_exists(:v, :v)",
        """{":v":{"N":"1"}}""",
        "Invalid UpdateExpression: Operator or function requires a document path; operator or function: if_not_exists"
    )]
    [InlineData(
        "SET x = if_not_exists(num, num)",
        null,
        "Invalid UpdateExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [num]"
    )]
    [InlineData(
        "SET x = if_not_exists(num, nope)",
        null,
        "The provided expression refers to an attribute that does not exist in the item"
    )]
    [InlineData(
        "SET x = num + :v",
        """{":v":{"S":"1"}}""",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: +, operand type: S"
    )]
    [InlineData(
        "ADD x :v",
        """{":v":{"S":"1"}}""",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND"
    )]
    [InlineData(
        "DELETE ss :v",
        """{":v":{"L":[]}}""",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: DELETE, operand type: LIST, typeSet: ALLOWED_FOR_DELETE_OPERAND"
    )]
    [InlineData(
        "SET x.y = num, x = num",
        null,
        "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [x, y], path two: [x]"
    )]
    [InlineData(
        "SET l[0] = num REMOVE l[0]",
        null,
        "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, [0]]"
    )]
    [InlineData(
        "SET x[0] = num, x.y = num",
        null,
        "Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [x, [0]], path two: [x, y]"
    )]
    [InlineData(
        "SET pk = num",
        null,
        "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key"
    )]
    [InlineData(
        "REMOVE sk",
        null,
        "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key"
    )]
    [InlineData("SET x = nope", null, "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData(
        "SET x = nope + num",
        null,
        "The provided expression refers to an attribute that does not exist in the item"
    )]
    [InlineData("SET x = str + num", null, "An operand in the update expression has an incorrect data type")]
    [InlineData("SET x = list_append(str, l)", null, "An operand in the update expression has an incorrect data type")]
    [InlineData(
        "ADD ss :v",
        """{":v":{"NS":["1"]}}""",
        "An operand in the update expression has an incorrect data type"
    )]
    [InlineData(
        "ADD num :v",
        """{":v":{"NS":["1"]}}""",
        "An operand in the update expression has an incorrect data type"
    )]
    [InlineData(
        "DELETE num :v",
        """{":v":{"SS":["1"]}}""",
        "An operand in the update expression has an incorrect data type"
    )]
    [InlineData("SET nope.x = num", null, "The document path provided in the update expression is invalid for update")]
    [InlineData("SET num.x = num", null, "The document path provided in the update expression is invalid for update")]
    [InlineData("SET m[0] = num", null, "The document path provided in the update expression is invalid for update")]
    [InlineData("SET l.x = num", null, "The document path provided in the update expression is invalid for update")]
    [InlineData("REMOVE nope.x", null, "The document path provided in the update expression is invalid for update")]
    [InlineData(
        "DELETE nope.x :v",
        """{":v":{"SS":["1"]}}""",
        "The document path provided in the update expression is invalid for update"
    )]
    [InlineData(
        "SET n = :v",
        """{":v":{"S":"1"}}""",
        "One or more parameter values were invalid: Type mismatch for Index Key"
    )]
    [InlineData(
        "REMOVE g.x",
        null,
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: g"
    )]
    public async Task Update_RefusesWhatDynamoDbRefuses(string expression, string? values, string message)
    {
        var before = Present;

        await RefusesAsync(message.TrimEnd(), () => UpdateAsync(expression, values));

        Assert.Equal(before, Present);
        Assert.Single(Table.Changes);
    }

    [Theory]
    [InlineData("SET x = num", "#v=a", "Value provided in ExpressionAttributeNames unused in expressions: keys: {#v}")]
    [InlineData("SET x = num", "v=a", "ExpressionAttributeNames contains invalid key: Syntax error; key: \"v\"")]
    [InlineData(
        "SET #v = num",
        "#v=",
        "ExpressionAttributeNames contains invalid value: Empty attribute name for key #v"
    )]
    [InlineData(null, "#v=a", "ExpressionAttributeNames can only be specified when using expressions")]
    public Task Update_RefusesNamesThatDoNotFit(string? expression, string names, string message) =>
        RefusesAsync(message, () => UpdateAsync(expression, names: names));

    [Fact]
    public async Task Update_TakesAnyNameBehindAPlaceholder()
    {
        await UpdateAsync("SET #a = num, #m.#b = num", names: "#a=m.b,#m=m,#b=status");

        Assert.Equal("5", Present["m.b"].GetNumber());
        Assert.Equal("5", Present["m"].GetMap()["status"].GetNumber());
    }

    [Fact]
    public async Task Update_RefusesAnExpressionOverFourKilobytes() =>
        await RefusesAsync(
            "Invalid UpdateExpression: Expression size has exceeded the maximum allowed size; expression size: 4103",
            () => UpdateAsync("REMOVE " + new string('x', 4096))
        );

    [Theory]
    [InlineData("NONE", null)]
    [InlineData("ALL_OLD", """{"pk":{"S":"r"},"sk":{"S":"r"},"m":{"M":{"x":{"N":"1"}}},"y":{"N":"1"}}""")]
    [InlineData("ALL_NEW", """{"pk":{"S":"r"},"sk":{"S":"r"},"m":{"M":{"x":{"N":"2"},"z":{"N":"2"}}}}""")]
    [InlineData("UPDATED_OLD", """{"m":{"M":{"x":{"N":"1"}}},"y":{"N":"1"}}""")]
    [InlineData("UPDATED_NEW", """{"m":{"M":{"x":{"N":"2"},"z":{"N":"2"}}}}""")]
    public async Task Update_ReturnsWhatReturnValuesAskFor(string returnValues, string? expected)
    {
        Table.Put(Some.Item("""{"pk":{"S":"r"},"sk":{"S":"r"},"m":{"M":{"x":{"N":"1"}}},"y":{"N":"1"}}"""));

        var returned = await UpdateAsync(
            "SET m.x = :v, m.z = :v REMOVE y",
            """{":v":{"N":"2"}}""",
            returnValues: returnValues,
            key: """{"pk":{"S":"r"},"sk":{"S":"r"}}"""
        );

        Assert.Equal(expected is null ? null : Some.Item(expected), returned);
    }

    [Theory]
    [InlineData(null, "ALL_NEW", """{"pk":{"S":"n"},"sk":{"S":"n"}}""")]
    [InlineData("REMOVE x", "ALL_NEW", """{"pk":{"S":"n"},"sk":{"S":"n"}}""")]
    [InlineData("SET x = pk", "UPDATED_NEW", """{"x":{"S":"n"}}""")]
    [InlineData("SET x = pk", "ALL_OLD", null)]
    public async Task Update_CreatesAMissingItem(string? expression, string returnValues, string? expected)
    {
        var returned = await UpdateAsync(
            expression,
            returnValues: returnValues,
            key: """{"pk":{"S":"n"},"sk":{"S":"n"}}"""
        );

        Assert.Equal(expected is null ? null : Some.Item(expected), returned);
        Assert.NotNull(Table.Find("n", "n"));
    }

    [Theory]
    [InlineData("""{"pk":{"S":"a"}}""", "The number of conditions on the keys is invalid")]
    [InlineData("""{"pk":{"S":"a"},"sk":{"S":"b"},"c":{"S":"c"}}""", "The number of conditions on the keys is invalid")]
    [InlineData("""{"pk":{"S":"a"},"zz":{"S":"b"}}""", "One of the required keys was not given a value")]
    [InlineData(
        """{"pk":{"S":"a"},"sk":{"N":"1"}}""",
        "One or more parameter values were invalid: Type mismatch for key"
    )]
    [InlineData(
        """{"pk":{"S":""},"sk":{"S":"1"}}""",
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk"
    )]
    public Task Update_RefusesAWrongKey(string key, string message) =>
        RefusesAsync(message, () => UpdateAsync("REMOVE x", key: key));

    [Fact]
    public Task Update_RefusesUnknownReturnValues() =>
        RefusesAsync("Return values set to invalid value", () => UpdateAsync("REMOVE x", returnValues: "EVERYTHING"));

    [Fact]
    public Task Update_RefusesAnItemThatGrowsOver400Kilobytes() =>
        RefusesAsync(
            "Item size to update has exceeded the maximum allowed size",
            () => UpdateAsync("SET x = :v", $$$"""{":v":{"S":"{{{new string('x', 400 * 1024)}}}"}}""")
        );

    [Fact]
    public async Task Update_OfTheCoresBuilder_IsTaken()
    {
        await World.DynamoDb.UpdateItemAsync(
            UpdateRequest
                .For("a", "b")
                .Set(Json.Parse("""{"name":"n","parts":[1,{"a":null}],"str":null}"""))
                .Set("timestamp", 7L)
                .SetIfMissing("first-seen", 7L)
                .Add("ss", AttributeValue.TextSet("c"))
                .Delete("ns", AttributeValue.NumberSet("1"))
                .IfNewer()
                .To("things"),
            Token
        );

        Assert.Equal("n", Present["name"].GetText());
        Assert.Equal("""[1,{"a":null}]""", Present["parts"].ToJson().ToString());
        Assert.False(Present.Contains("str"));
        Assert.Equal("7", Present["first-seen"].GetNumber());
        Assert.Equal(["a", "b", "c"], Present["ss"].GetSet());
        Assert.Equal(["2"], Present["ns"].GetSet());
    }
}
