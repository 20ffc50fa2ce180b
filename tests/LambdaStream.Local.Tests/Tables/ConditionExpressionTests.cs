namespace LambdaStream.Local.Tests.Tables;

public class ConditionExpressionTests : TableTests
{
    private const string Five = """{":v":{"N":"5.00"}}""";
    private const string Six = """{":v":{"N":"6"}}""";
    private const string Text = """{":v":{"S":"te"}}""";

    [Theory]
    [InlineData("num = :v", Five)]
    [InlineData(":v = num", Five)]
    [InlineData("num <= :v AND num >= :v", Five)]
    [InlineData("num < :v", Six)]
    [InlineData(":v > num", Six)]
    [InlineData("num <> :v", Six)]
    [InlineData("nope <> :v", Six)]
    [InlineData("NOT nope = :v", Six)]
    [InlineData("NOT num = :v", Six)]
    [InlineData("not not num < :v", Six)]
    [InlineData("num BETWEEN :v AND :v", Five)]
    [InlineData("num between l[0] and :v", Five)]
    [InlineData("num IN (str, :v)", Five)]
    [InlineData("num = :v OR nope = :v AND nope = :v", Five)]
    [InlineData("(num = :v OR nope = :v) AND (NOT nope = :v)", Five)]
    [InlineData("(num) = (:v)", Five)]
    [InlineData("((num) = :v)", Five)]
    [InlineData("ss = :v", """{":v":{"SS":["b","a"]}}""")]
    [InlineData("m.l[0].x > :v", Five)]
    [InlineData("l[0] < l[1]", null)]
    [InlineData("attribute_exists(m.l[0].x)", null)]
    [InlineData("attribute_exists (nil)", null)]
    [InlineData("attribute_not_exists(m.l[1]) AND attribute_not_exists(str.x)", null)]
    [InlineData("attribute_type(num, :v)", """{":v":{"S":"N"}}""")]
    [InlineData("attribute_type(m.l, :v)", """{":v":{"S":"L"}}""")]
    [InlineData("begins_with(str, :v)", Text)]
    [InlineData("begins_with(bin, :v)", """{":v":{"B":"AAE="}}""")]
    [InlineData("contains(str, :v)", """{":v":{"S":"ex"}}""")]
    [InlineData("contains(bin, :v)", """{":v":{"B":"AQ=="}}""")]
    [InlineData("contains(ss, :v)", """{":v":{"S":"a"}}""")]
    [InlineData("contains(ns, :v)", """{":v":{"N":"2.0"}}""")]
    [InlineData("contains(bs, :v)", """{":v":{"B":"AQ=="}}""")]
    [InlineData("contains(l, :v)", """{":v":{"N":"2.0"}}""")]
    [InlineData("contains(m.l, :v)", """{":v":{"M":{"x":{"N":"7"}}}}""")]
    [InlineData("size(str) = :v AND size(str) = size(:w)", """{":v":{"N":"4"},":w":{"S":"four"}}""")]
    [InlineData("size(l) = :v AND size(bin) = :v", """{":v":{"N":"3"}}""")]
    [InlineData("size(m) = :v AND size(ss) = :v AND size(ns) = :v AND size(bs) = :v", """{":v":{"N":"2"}}""")]
    [InlineData("(size(str)) > :v", """{":v":{"N":"3"}}""")]
    public async Task AConditionThatHolds_LetsTheWriteThrough(string condition, string? values) =>
        Assert.True(await HoldsAsync(condition, values));

    [Theory]
    [InlineData("num = :v", Text)]
    [InlineData("num < :v", Text)]
    [InlineData("num > :v", Text)]
    [InlineData("num <> :v", Five)]
    [InlineData("nope = :v", Five)]
    [InlineData("nope = nope2", null)]
    [InlineData("nope < :v", Six)]
    [InlineData("nope BETWEEN :v AND :v", Six)]
    [InlineData("nope IN (:v)", Six)]
    [InlineData("size(num) < :v", Six)]
    [InlineData("size(yes) < :v OR size(nil) < :v OR size(nope) < :v", Six)]
    [InlineData("attribute_exists(nope)", null)]
    [InlineData("attribute_not_exists(num)", null)]
    [InlineData("attribute_type(num, :v)", """{":v":{"S":"S"}}""")]
    [InlineData("begins_with(num, :v)", """{":v":{"S":"5"}}""")]
    [InlineData("begins_with(bin, :v)", """{":v":{"S":"5"}}""")]
    [InlineData("contains(num, :v)", Five)]
    [InlineData("contains(m, :v)", """{":v":{"S":"a"}}""")]
    [InlineData("contains(ss, :v)", """{":v":{"SS":["a"]}}""")]
    [InlineData("num = :v AND NOT num = :v", Five)]
    public async Task AConditionThatDoesNotHold_StopsTheWrite(string condition, string? values) =>
        Assert.False(await HoldsAsync(condition, values));

    [Theory]
    [InlineData("", null, "The expression can not be empty;")]
    [InlineData("num", null, """Syntax error; token: "<EOF>", near: "num" """)]
    [InlineData("num = :v AND", Five, """Syntax error; token: "<EOF>", near: "AND" """)]
    [InlineData("num == :v", Five, """Syntax error; token: "=", near: "== :v" """)]
    [InlineData("num = :v!", Five, """Syntax error; token: "!", near: ":v!" """)]
    [InlineData("num IN ()", null, """Syntax error; token: ")", near: "()" """)]
    [InlineData("num IN :v", Five, """Syntax error; token: ":v", near: "IN :v" """)]
    [InlineData("size(l) = num + :v", Five, """Syntax error; token: "+", near: "num + :v" """)]
    [InlineData("((num = :v))", Five, "The expression has redundant parentheses;")]
    [InlineData("size(str)", null, "The function is not allowed to be used this way in an expression; function: size")]
    [InlineData(
        "num = contains(str, :v)",
        Text,
        "The function is not allowed to be used this way in an expression; function: contains"
    )]
    [InlineData("SIZE(str) = :v", Five, "Invalid function name; function: SIZE")]
    [InlineData(
        "if_not_exists(str, :v) = :v",
        Five,
        "The function is not allowed in a condition expression; function: if_not_exists"
    )]
    [InlineData(
        "attribute_exists(:v)",
        Five,
        "Operator or function requires a document path; operator or function: attribute_exists"
    )]
    [InlineData(
        "attribute_exists(str, num)",
        null,
        "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2"
    )]
    [InlineData(
        "attribute_type(num, :v)",
        Five,
        "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N"
    )]
    [InlineData(
        "attribute_type(num, :v)",
        Text,
        "Invalid attribute type name found; type: te, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}"
    )]
    [InlineData(
        "begins_with(str, :v)",
        Five,
        "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N"
    )]
    [InlineData(
        "size(:v) > num",
        Five,
        "Incorrect operand type for operator or function; operator or function: size, operand type: N"
    )]
    [InlineData(
        "size(size(str)) > num",
        null,
        "Incorrect operand type for operator or function; operator or function: size, operand type: N"
    )]
    [InlineData(
        "l < :v",
        """{":v":{"L":[]}}""",
        "Incorrect operand type for operator or function; operator or function: <, operand type: L"
    )]
    [InlineData(
        "num BETWEEN :v AND :v",
        """{":v":{"BOOL":true}}""",
        "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL"
    )]
    [InlineData(
        "num BETWEEN :v AND :w",
        """{":v":{"S":"1"},":w":{"N":"1"}}""",
        "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:1}, upper bound operand: AttributeValue: {N:1}"
    )]
    [InlineData(
        "num BETWEEN :v AND :w",
        """{":v":{"S":"1"},":w":{"S":"0"}}""",
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:1}, upper bound operand: AttributeValue: {S:0}"
    )]
    [InlineData(
        "str = str",
        null,
        "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [str]"
    )]
    [InlineData(
        "num IN (str, num)",
        null,
        "The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [num]"
    )]
    [InlineData(
        "contains(str, str)",
        null,
        "The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [str]"
    )]
    [InlineData("m.status = :v", Five, "Attribute name is a reserved keyword; reserved keyword: status")]
    public Task ACondition_IsRefusedAsDynamoDbRefusesIt(string condition, string? values, string reason) =>
        RefusesAsync($"Invalid ConditionExpression: {reason.TrimEnd()}", () => HoldsAsync(condition, values));

    [Fact]
    public async Task In_TakesUpToAHundredOperands()
    {
        string Candidates(int count) => $"num IN ({string.Join(',', Enumerable.Repeat(":v", count))})";

        Assert.True(await HoldsAsync(Candidates(100), Five));
        await RefusesAsync(
            "Invalid ConditionExpression: The IN operator is provided with too many operands; number of operands: 101",
            () => HoldsAsync(Candidates(101), Five)
        );
    }

    [Fact]
    public async Task AFailedCondition_ChangesNothing()
    {
        var before = Present;

        await RefusesAsync(
            "The conditional request failed",
            () => UpdateAsync("SET num = :v", Six, condition: "num > :v"),
            "ConditionalCheckFailedException"
        );

        Assert.Equal(before, Present);
        Assert.Single(Table.Changes);
    }

    [Theory]
    [InlineData("a", "\uffff")]
    [InlineData("\uffff", "\ud83d\ude00")]
    [InlineData("a", "ab")]
    public async Task Strings_CompareByTheirUtf8Bytes(string smaller, string larger)
    {
        var values = Json.ObjectOf((":s", Json.ObjectOf(("S", smaller))), (":l", Json.ObjectOf(("S", larger))));
        Assert.True(await HoldsAsync(":s < :l", values.ToString()));
    }
}
