using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/services.md, compiled and run.</summary>
public class ServicesExamples
{
    private readonly LocalWorld _world = new();

    [Fact]
    public async Task ATransaction()
    {
        var orders = _world.Table("orders", "pk", "sk");
        orders.Put(Item.Of(("pk", "o1"), ("sk", "order"), ("status", "open")));

        await RunAsync(
            // csharpier-ignore
            new Pipeline(
                "order",
                units =>
                    units
                        .Map(uow =>
                            uow.With(
                                Slots.TransactWriteRequest,
                                TransactWriteItemsRequest.Of(
                                    UpdateRequest
                                        .For(pk: uow.Event.At("order.id"), sk: "order")
                                        .Set("status", "paid")
                                        .IfPresent(),
                                    UpdateRequest
                                        .For(pk: uow.Event.At("order.customer"), sk: "customer")
                                        .Add("orders", 1)
                                )
                            )
                        )
                        .TransactWriteDynamoDb()
            )
        );

        Assert.Equal("paid", orders.Find("o1", "order")!["status"].GetText());
        Assert.Equal(1, orders.Find("c1", "customer")!["orders"].GetInt64());
    }

    [Fact]
    public async Task AnUpdateInside()
    {
        var orders = _world.Table("orders", "pk", "sk");
        orders.Put(
            Item.Of(
                ("pk", "o1"),
                ("sk", "order"),
                ("status", "open"),
                ("prices", AttributeValue.Map(Item.Empty)),
                ("address", AttributeValue.Map(Item.Of(("lines", AttributeValue.List("old")))))
            )
        );

        await RunAsync(
            new Pipeline(
                "order",
                units => units.Map(uow => uow.With(Slots.UpdateRequest, Inside(uow).Build())).UpdateDynamoDb()
            )
        );

        Assert.Equal(
            """{"pk":"o1","sk":"order","status":"open","prices":{"net.eur":5},"address":{"lines":["Street 1"]},"log":["order-paid"],"changes":1,"created":1}""",
            orders.Find("o1", "order")!.ToJson().ToString()
        );
    }

    private static UpdateRequest Inside(UnitOfWork uow)
    {
        // csharpier-ignore
        var update = UpdateRequest
            .For(pk: uow.Event.At("order.id"), sk: "order")
            .Set(DocumentPath.Parse("address.lines[0]"), uow.Event.At("order.street"))
            .Set(DocumentPath.Of("prices").Member("net.eur"), uow.Event.At("order.net"))
            .Append("log", uow.Event.Type)
            .Increment("changes")
            .SetIfMissing("created", uow.Event.Timestamp)
            .Name("#s", "status").If("#s <> :closed", ("closed", "closed"))
            .IfPresent();
        return update;
    }

    private async Task RunAsync(Rule rule)
    {
        var options = new StreamOptions { EntityTableName = "orders", BusName = "default" }.UseLocal(_world);
        await new Processor(From.Kinesis(), options, [rule]).InvokeAsync(
            Records.Kinesis([
                Event.Of(
                    "order-paid",
                    ("id", "e1"),
                    ("timestamp", 1),
                    ("order", Json.ObjectOf(("id", "o1"), ("customer", "c1"), ("street", "Street 1"), ("net", 5)))
                ),
            ])
        );
        Assert.Empty(_world.Bus("default").Events);
    }
}
