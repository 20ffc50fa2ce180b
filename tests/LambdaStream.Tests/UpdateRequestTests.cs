using CsCheck;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class UpdateRequestTests
{
    [Fact]
    public void Set_GivesTheNodeLibrarysText()
    {
        var request = Start().Set("name", "Thing").Set("count", 2L).Build();

        Assert.Equal("SET #name = :name, #count = :count", request.UpdateExpression);
        Assert.Equal(Names(("#name", "name"), ("#count", "count")), request.ExpressionAttributeNames);
        Assert.Equal(Item.Of((":name", "Thing"), (":count", 2L)), request.ExpressionAttributeValues);
        Assert.Equal(Item.Of(("pk", "1"), ("sk", "thing")), request.Key);
        Assert.Equal("ALL_NEW", request.ReturnValues);
        Assert.Null(request.ConditionExpression);
        Assert.Null(request.TableName);
    }

    [Fact]
    public void Build_HasItsSectionsInOneOrder()
    {
        var request = Start()
            .Delete("tags", AttributeValue.TextSet("old"))
            .Add("count", 1L)
            .Remove("gone", "lost")
            .SetIfMissing("created", 5L)
            .Set("name", "n")
            .Build();

        Assert.Equal(
            "SET #created = if_not_exists(#created, :created), #name = :name REMOVE #gone, #lost ADD #count :count DELETE #tags :tags_delete",
            request.UpdateExpression
        );
        Assert.Equal(
            Item.Of((":created", 5L), (":name", "n"), (":count", 1L), (":tags_delete", AttributeValue.TextSet("old"))),
            request.ExpressionAttributeValues
        );
        Assert.Equal(6, request.ExpressionAttributeNames!.Count);
    }

    [Fact]
    public void Set_AValueThatIsNone_IsLeftOut()
    {
        var request = Start()
            .Set("a", (string?)null)
            .Set("b", default(Json))
            .SetIfMissing("c", default)
            .Add("d", default)
            .Delete("e", default)
            .Set("f", (long?)null)
            .Build();

        Assert.Null(request.UpdateExpression);
        Assert.Null(request.ExpressionAttributeNames);
        Assert.Null(request.ExpressionAttributeValues);
    }

    [Fact]
    public void Set_Null_RemovesTheAttribute()
    {
        var request = Start().Set("a", Json.Null).Set("b", AttributeValue.Null).Build();

        Assert.Equal("REMOVE #a, #b", request.UpdateExpression);
    }

    // DynamoDB refuses an empty list of values.
    [Fact]
    public void Remove_Alone_HasNoValues() => Assert.Null(Start().Remove("a").Build().ExpressionAttributeValues);

    [Fact]
    public void Set_AnEntity_SetsAllOfItsMembers()
    {
        var request = Start()
            .Set(Json.Parse("""{"id":"1","name":"n","gone":null,"parts":[1,{"a":"b"}],"big":12345678901234567890}"""))
            .Build();

        Assert.Equal(
            "SET #id = :id, #name = :name, #parts = :parts, #big = :big REMOVE #gone",
            request.UpdateExpression
        );
        Assert.Equal(
            """{":id":{"S":"1"},":name":{"S":"n"},":parts":{"L":[{"N":"1"},{"M":{"a":{"S":"b"}}}]},":big":{"N":"12345678901234567890"}}""",
            request.ExpressionAttributeValues!.ToTypedJson().ToString()
        );
    }

    [Fact]
    public void Set_AnEntityThatIsMissing_SetsNothing() =>
        Assert.Null(Start().Set(default(Json)).Build().UpdateExpression);

    [Fact]
    public void Set_AnItem_SetsAllOfItsAttributes() =>
        Assert.Equal(
            "SET #a = :a REMOVE #b",
            Start().Set(Item.Of(("a", 1L), ("b", AttributeValue.Null))).Build().UpdateExpression
        );

    // As a later member of a JavaScript object literal does. DynamoDB refuses two clauses for one attribute.
    [Fact]
    public void Set_Again_WinsAndKeepsItsPlace()
    {
        var request = Start().Set(Json.Parse("""{"timestamp":1,"name":"a","name":"b"}""")).Set("timestamp", 2L).Build();

        Assert.Equal("SET #timestamp = :timestamp, #name = :name", request.UpdateExpression);
        Assert.Equal(Item.Of((":timestamp", 2L), (":name", "b")), request.ExpressionAttributeValues);
    }

    [Fact]
    public void Clauses_OfOneAttribute_TheLaterWins()
    {
        Assert.Equal("REMOVE #a", Start().Set("a", 1L).Remove("a").Build().UpdateExpression);
        Assert.Null(Start().Set("a", 1L).Remove("a").Build().ExpressionAttributeValues);
        Assert.Equal("SET #a = :a", Start().Remove("a").Set("a", 1L).Build().UpdateExpression);
        Assert.Equal("ADD #a :a", Start().Set("a", 1L).Add("a", 2L).Build().UpdateExpression);
        Assert.Equal("SET #a = :a", Start().SetIfMissing("a", 1L).Set("a", 2L).Build().UpdateExpression);
    }

    [Theory]
    [InlineData("some-var", "some_x2d_var")]
    [InlineData("last/seen", "last_x2f_seen")]
    [InlineData("a.b", "a_x2e_b")]
    [InlineData("a b", "a_x20_b")]
    [InlineData("é", "_xe9_")]
    [InlineData("😀", "_xd83d__xde00_")]
    [InlineData("_1", "_1")]
    public void Aliases_EscapeWhatDynamoDbDoesNotAllow(string name, string alias)
    {
        var request = Start().Set(name, "x").Delete(name + "s", AttributeValue.TextSet("y")).IfNewer(name).Build();

        Assert.Equal($"SET #{alias} = :{alias} DELETE #{alias}s :{alias}s_delete", request.UpdateExpression);
        Assert.Equal($"attribute_not_exists(#{alias}) OR #{alias} < :{alias}", request.ConditionExpression);
        Assert.Equal(name, request.ExpressionAttributeNames!["#" + alias]);
    }

    // In the Node library the values of a-b and a_x2d_b become one.
    [Fact]
    public void Aliases_ThatWouldBeTheSame_AreToldApart()
    {
        var request = Start().Set("a-b", 1L).Set("a_x2d_b", 2L).Set("a-b", 3L).Build();

        Assert.Equal("SET #a_x2d_b = :a_x2d_b, #a_x2d_b_2 = :a_x2d_b_2", request.UpdateExpression);
        Assert.Equal(Names(("#a_x2d_b", "a-b"), ("#a_x2d_b_2", "a_x2d_b")), request.ExpressionAttributeNames);
        Assert.Equal(Item.Of((":a_x2d_b", 3L), (":a_x2d_b_2", 2L)), request.ExpressionAttributeValues);
    }

    [Fact]
    public void Aliases_OfAnyNames_StandForOneNameEach() =>
        Gen.String[Gen.Char["ab_-x2d."], 1, 6]
            .Array[1, 12]
            .Sample(
                names =>
                {
                    var start = Start();
                    for (var i = 0; i < names.Length; i++)
                        start.Set(names[i], (long)i);
                    var request = start.Build();

                    Assert.Equal(names.Distinct().Order(), request.ExpressionAttributeNames!.Values.Order());
                    foreach (var (placeholder, name) in request.ExpressionAttributeNames)
                    {
                        Assert.Equal(
                            Array.LastIndexOf(names, name),
                            request.ExpressionAttributeValues![":" + placeholder[1..]].GetInt64()
                        );
                    }
                },
                iter: 500,
                threads: 1
            );

    [Fact]
    public void Apply_TakesTheNodeLibrarysForm()
    {
        var request = Start()
            .Apply(
                Item.Of(
                    ("name", "n"),
                    ("gone", AttributeValue.Null),
                    ("tags", AttributeValue.TextSet("a")),
                    ("ids", AttributeValue.NumberSet("1")),
                    ("blobs", AttributeValue.BinarySet([1])),
                    ("list", AttributeValue.List("a")),
                    ("labels_delete", AttributeValue.TextSet("x", "y")),
                    ("codes_delete", 7L),
                    ("words_delete", "w"),
                    ("bytes_delete", AttributeValue.Binary([2])),
                    ("flags_delete", AttributeValue.Null)
                )
            )
            .Build();

        Assert.Equal(
            "SET #name = :name, #list = :list REMOVE #gone, #flags ADD #tags :tags, #ids :ids, #blobs :blobs "
                + "DELETE #labels :labels_delete, #codes :codes_delete, #words :words_delete, #bytes :bytes_delete",
            request.UpdateExpression
        );
        var values = request.ExpressionAttributeValues!;
        Assert.Equal(AttributeValue.TextSet("x", "y"), values[":labels_delete"]);
        Assert.Equal(AttributeValue.NumberSet("7"), values[":codes_delete"]);
        Assert.Equal(AttributeValue.TextSet("w"), values[":words_delete"]);
        Assert.Equal(AttributeValue.BinarySet([2]), values[":bytes_delete"]);
    }

    // The Node library takes an attribute that is really called so for elements to delete.
    [Fact]
    public void Set_AnAttributeWhoseNameEndsInDelete_IsSet()
    {
        var request = Start().Set("to_delete", "x").Delete("to", AttributeValue.TextSet("y")).Build();

        Assert.Equal("SET #to_delete = :to_delete DELETE #to :to_delete_2", request.UpdateExpression);
        Assert.Equal(
            Item.Of((":to_delete", "x"), (":to_delete_2", AttributeValue.TextSet("y"))),
            request.ExpressionAttributeValues
        );
        Assert.Equal(2, request.ExpressionAttributeValues!.Count);
    }

    [Fact]
    public void Clauses_ThatOverlap_AreAnErrorThatNamesThem()
    {
        var (tags, old) = (AttributeValue.TextSet("x"), AttributeValue.TextSet("y"));
        UpdateRequest[] updates =
        [
            Start().Add("tags", tags).Delete("tags", old),
            Start().Set("tags", tags).Delete("tags", old),
            Start().Set("tags", tags).Set(DocumentPath.Parse("tags.a"), 1),
            Start().Set(DocumentPath.Parse("tags[0].a"), 1).Remove(DocumentPath.Parse("tags[0]")),
        ];

        Assert.All(
            updates,
            update =>
            {
                var error = Assert.Throws<InvalidOperationException>(update.Build);
                Assert.Matches("clauses for both 'tags.*' and 'tags.*', which overlap", error.Message);
            }
        );
    }

    // Its text is the Node library's, whatever DynamoDB says to it.
    [Fact]
    public void Apply_AddAndDeleteOfOneAttribute_StandSideBySide() =>
        Assert.Equal(
            "ADD #a :a DELETE #a :a_delete",
            Start()
                .Apply(Item.Of(("a", AttributeValue.TextSet("x")), ("a_delete", AttributeValue.TextSet("y"))))
                .Build()
                .UpdateExpression
        );

    [Fact]
    public void IfNewer_IsTheInverseOplock()
    {
        Assert.Equal(
            "attribute_not_exists(#timestamp) OR #timestamp < :timestamp",
            Start().Set("timestamp", 1L).IfNewer().Build().ConditionExpression
        );
        Assert.Equal(
            "attribute_not_exists(#at) OR #at < :at",
            Start().IfNewer("at").Set("at", 1L).Build().ConditionExpression
        );
    }

    [Fact]
    public void IfMissing_AsksForTheKey()
    {
        Assert.Equal("attribute_not_exists(pk)", Start().IfMissing().Build().ConditionExpression);
        Assert.Equal("attribute_not_exists(id)", Start().IfMissing("id").Build().ConditionExpression);
    }

    [Fact]
    public void IfMissingAndIfPresent_OfANameThatDynamoDbDoesNotAllow_HaveAnAlias()
    {
        var request = Start().IfMissing("last-seen").IfPresent("status").IfPresent("1st").Build();

        Assert.Equal(
            "((attribute_not_exists(#last_x2d_seen)) AND (attribute_exists(#status))) AND (attribute_exists(#1st))",
            request.ConditionExpression
        );
        Assert.Equal(
            Names(("#last_x2d_seen", "last-seen"), ("#status", "status"), ("#1st", "1st")),
            request.ExpressionAttributeNames
        );
    }

    [Fact]
    public void IfNewer_WithoutItsField_IsRejectedAlsoWhereNothingElseIsSet()
    {
        Assert.Throws<InvalidOperationException>(Start().IfNewer().Build);
        Assert.Throws<InvalidOperationException>(Start().Remove("a").IfNewer().Build);
        Assert.Throws<InvalidOperationException>(
            Start().Delete("timestamp", AttributeValue.NumberSet("1")).IfNewer().Build
        );
    }

    [Fact]
    public void Name_GivesAPlaceholderOfAConditionItsAttribute()
    {
        var request = Start().Set("a", 1L).Name("#seen", "last-seen").If("#seen < :seen", ("seen", 5L)).Build();

        Assert.Equal("#seen < :seen", request.ConditionExpression);
        Assert.Equal(Names(("#a", "a"), ("#seen", "last-seen")), request.ExpressionAttributeNames);
        Assert.Throws<ArgumentException>(() => Start().Name("seen", "x"));
        Assert.Throws<InvalidOperationException>(() => Start().Set("a", 1L).Name("#a", "b"));
    }

    [Fact]
    public void Set_APath_GoesInsideAndANameDoesNot()
    {
        var request = Start()
            .Set(DocumentPath.Parse("a.b[0].c"), 1L)
            .Set("a.b[0].c", 2L)
            .Set(DocumentPath.Of("x.y").Member("z-1").Element(2), 3L)
            .Build();

        Assert.Equal(
            "SET #a.#b[0].#c = :a_b_0_c, #a_x2e_b_x5b_0_x5d__x2e_c = :a_x2e_b_x5b_0_x5d__x2e_c, "
                + "#x_x2e_y.#z_x2d_1[2] = :x_x2e_y_z_x2d_1_2",
            request.UpdateExpression
        );
        Assert.Equal(
            ["a", "b", "c", "a.b[0].c", "x.y", "z-1"],
            request.ExpressionAttributeNames!.Select(name => name.Value)
        );
        Assert.Equal([1, 2, 3], request.ExpressionAttributeValues!.Select(value => value.Value.GetInt64()));
    }

    [Fact]
    public void Set_APathWhoseValueWouldHaveAnothersPlaceholder_HasOneOfItsOwn()
    {
        var request = Start()
            .Set(DocumentPath.Parse("a.b"), 1L)
            .Set("a_b", 2L)
            .Set(DocumentPath.Parse("a_b_2.c"), 3L)
            .Set(DocumentPath.Parse("a.b"), 4L)
            .Build();

        Assert.Equal("SET #a.#b = :a_b_2, #a_b = :a_b, #a_b_2.#c = :a_b_2_c", request.UpdateExpression);
        Assert.Equal(Item.Of((":a_b_2", 4L), (":a_b", 2L), (":a_b_2_c", 3L)), request.ExpressionAttributeValues);
    }

    [Fact]
    public void EveryClause_TakesAPath()
    {
        var tags = AttributeValue.TextSet("x");
        var request = Start()
            .SetIfMissing(DocumentPath.Parse("m.a"), 1L)
            .Set(DocumentPath.Parse("m.b"), AttributeValue.Null)
            .Remove(DocumentPath.Parse("m.c"), DocumentPath.Parse("l[3]"))
            .Add(DocumentPath.Parse("m.d"), 1L)
            .Delete(DocumentPath.Parse("m.e"), tags)
            .Set(DocumentPath.Of("plain"), 1L)
            .IfMissing(DocumentPath.Parse("m.f"))
            .IfPresent(DocumentPath.Parse("l[0]"))
            .Build();

        Assert.Equal(
            "SET #m.#a = if_not_exists(#m.#a, :m_a), #plain = :plain REMOVE #m.#b, #m.#c, #l[3] ADD #m.#d :m_d "
                + "DELETE #m.#e :m_e_delete",
            request.UpdateExpression
        );
        Assert.Equal("(attribute_not_exists(#m.#f)) AND (attribute_exists(#l[0]))", request.ConditionExpression);
    }

    [Fact]
    public void AppendPrependAndIncrement_StartFromNothing()
    {
        var request = Start()
            .Append("log", "end")
            .Prepend(DocumentPath.Parse("m.log"), AttributeValue.List("a", "b"))
            .Increment("count")
            .Increment(DocumentPath.Parse("m.count"), -2)
            .Set("log_empty", 0L)
            .Build();

        Assert.Equal(
            "SET #log = list_append(if_not_exists(#log, :log_empty_2), :log), "
                + "#m.#log = list_append(:m_log, if_not_exists(#m.#log, :m_log_empty)), "
                + "#count = if_not_exists(#count, :count_start) + :count, "
                + "#m.#count = if_not_exists(#m.#count, :m_count_start) + :m_count, #log_empty = :log_empty",
            request.UpdateExpression
        );
        Assert.Equal(AttributeValue.List("end"), request.ExpressionAttributeValues![":log"]);
        Assert.Equal(-2, request.ExpressionAttributeValues[":m_count"].GetInt64());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("a[0]")]
    [InlineData("a.b-c[0][12].d e")]
    public void Path_IsWrittenAsItWasRead(string path) => Assert.Equal(path, DocumentPath.Parse(path).ToString());

    [Theory]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("[0]")]
    [InlineData("a[]")]
    [InlineData("a[-1]")]
    [InlineData("a[x]")]
    [InlineData("a[0]b")]
    [InlineData("a[0")]
    [InlineData("a]0")]
    public void Path_ThatIsNone_IsRejected(string path)
    {
        var error = Assert.Throws<FormatException>(() => DocumentPath.Parse(path));
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void If_SeveralConditions_MustAllHold()
    {
        var request = Start().Set("status", "done").If("#status = :open", ("open", "open")).IfMissing().Build();

        Assert.Equal("(#status = :open) AND (attribute_not_exists(pk))", request.ConditionExpression);
        Assert.Equal(Item.Of((":status", "done"), (":open", "open")), request.ExpressionAttributeValues);
    }

    [Fact]
    public void If_AValueUnderThePlaceholderOfAnotherOne_IsRejected()
    {
        var request = Start().Set("status", "done").If("#status = :status", ("status", "open"));

        var error = Assert.Throws<InvalidOperationException>(request.Build);
        Assert.Equal(
            "The condition's :status is the placeholder of another value in a clause. Give it another name.",
            error.Message
        );
    }

    [Fact]
    public void If_TheSameValueUnderThePlaceholder_IsFine() =>
        Assert.Equal(
            Item.Of((":status", "done")),
            Start().Set("status", "done").If("#status <> :status", ("status", "done")).Build().ExpressionAttributeValues
        );

    [Fact]
    public void ToAndReturn_AreTakenOver()
    {
        var request = UpdateRequest.For(Item.Of(("id", 1L))).To("other").Return("NONE").Build();

        Assert.Equal(("other", "NONE"), (request.TableName, request.ReturnValues));
        Assert.Equal(Item.Of(("id", 1L)), request.Key);
    }

    [Fact]
    public void ABuilder_ConvertsToWhatMappingsGive()
    {
        UpdateItemRequest request = Start().Set("a", 1L);
        OneOrMany<UpdateItemRequest> one = Start().Set("a", 1L);
        OneOrMany<UpdateItemRequest> none = (UpdateRequest?)null;
        OneOrMany<UpdateItemRequest> two = [Start().Set("a", 1L), Start().Set("b", 1L)];

        Assert.Equal("SET #a = :a", request.UpdateExpression);
        Assert.Equal((1, 0, 2), (one.Count, none.Count, two.Count));
    }

    [Fact]
    public void Clauses_WithoutAName_AreRejected()
    {
        Assert.Throws<ArgumentException>(() => Start().Set("", 1L));
        Assert.Throws<ArgumentNullException>(() => Start().Remove((string)null!));
        Assert.Throws<ArgumentNullException>(() => Start().Apply(null!));
        Assert.Throws<ArgumentException>(() => Start().If(""));
    }

    private static UpdateRequest Start() => UpdateRequest.For(pk: "1", sk: "thing");

    private static Dictionary<string, string> Names(params (string Placeholder, string Name)[] names) =>
        names.ToDictionary(entry => entry.Placeholder, entry => entry.Name);
}
