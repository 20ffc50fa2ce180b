using LambdaStream;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace Samples.Tests;

/// <summary>Our flavors are made of what is public: compiled outside of the library, as one's own are, they work as they do there.</summary>
public class OurFlavorsTests
{
    [Fact]
    public async Task AFlavorOfOurs_CompiledOutside_Works()
    {
        var driver = new FunctionDriver(
            From.DynamoDb(),
            new Cdc { Id = "orders", EventType = EventTypes.StartingWith("order-") }
        );

        await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Item.Of(("pk", "o1"), ("sk", "order"), ("timestamp", 7))))
        );

        Assert.Equal("order-created", Assert.Single(driver.EventBridge.Events).Type);
    }

    [Fact]
    public void AllOfThemButEvaluate_AreCompiledHere()
    {
        var ours = typeof(Rule).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Rule)));
        var here = typeof(OurFlavorsTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)));

        Assert.Same(typeof(OurFlavorsTests).Assembly, typeof(Cdc).Assembly);
        Assert.Equal(
            ours.Where(type => type != typeof(Pipeline) && type != typeof(Evaluate))
                .Select(type => type.FullName)
                .Order(),
            here.Select(type => type.FullName).Order()
        );
    }
}
