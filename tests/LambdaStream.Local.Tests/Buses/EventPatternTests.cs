using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Buses;

public class EventPatternTests
{
    private const string Detail = """
        {
          "type":"thing-created", "n":300, "price":12.5, "empty":"", "none":null, "yes":true, "ip":"10.0.0.7",
          "tags":["red","green"], "nested":{"deep":{"name":"Bob"}}, "list":[{"a":1,"b":2},{"a":3,"b":4}], "no":[]
        }
        """;

    [Theory]
    [InlineData("""{"detail-type":["thing-created"]}""")]
    [InlineData("""{"source":["other","custom"],"detail-type":["thing-created"]}""")]
    [InlineData("""{"detail":{"type":["thing-created"],"nested":{"deep":{"name":["Bob"]}}}}""")]
    [InlineData("""{"detail":{"n":[300],"yes":[true],"none":[null],"empty":[""]}}""")]
    [InlineData("""{"detail":{"tags":["green"]}}""")]
    [InlineData("""{"detail":{"list":{"a":[3],"b":[4]}}}""")]
    [InlineData("""{"detail":{"type":[{"prefix":"thing-"}]}}""")]
    [InlineData("""{"detail":{"type":[{"prefix":{"equals-ignore-case":"THING"}}]}}""")]
    [InlineData("""{"detail":{"type":[{"suffix":"-created"}]}}""")]
    [InlineData("""{"detail":{"type":[{"suffix":{"equals-ignore-case":"-CREATED"}}]}}""")]
    [InlineData("""{"detail":{"type":[{"equals-ignore-case":"THING-Created"}]}}""")]
    [InlineData("""{"detail":{"type":[{"wildcard":"thing-*"}]}}""")]
    [InlineData("""{"detail":{"type":[{"wildcard":"*i*-*ed"}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":"fault"}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":["fault","thing-updated"]}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":{"prefix":"fault"}}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":{"prefix":["fault","other"]}}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":{"suffix":"-deleted"}}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":{"wildcard":"*fault*"}}]}}""")]
    [InlineData("""{"detail":{"n":[{"anything-but":[1,2]}]}}""")]
    [InlineData("""{"detail":{"tags":[{"anything-but":"red"}]}}""")]
    [InlineData("""{"detail":{"n":[{"numeric":["=",3e2]}],"price":[{"numeric":[">",0,"<=",12.5]}]}}""")]
    [InlineData("""{"detail":{"n":[{"numeric":["<",0]},{"numeric":[">=",300]}]}}""")]
    [InlineData("""{"detail":{"type":[{"exists":true}],"missing":[{"exists":false}],"none":[{"exists":true}]}}""")]
    [InlineData("""{"detail":{"missing":{"deeper":[{"exists":false}]}}}""")]
    [InlineData("""{"detail":{"missing":[{"exists":false},"x"]}}""")]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.0.0/24"}]}}""")]
    [InlineData("""{"$or":[{"source":["other"]},{"detail":{"n":[300]}}]}""")]
    [InlineData("""{"source":["custom"],"detail":{"$or":[{"n":[1]},{"type":[{"prefix":"thing"}]}],"yes":[true]}}""")]
    public async Task APattern_MatchesTheEvent(string pattern) => Assert.True(await MatchesAsync(pattern));

    [Theory]
    [InlineData("""{"detail-type":["thing"]}""")]
    [InlineData("""{"source":["custom"],"detail-type":["other"]}""")]
    [InlineData("""{"detail":{"n":["300"]}}""")]
    [InlineData("""{"detail":{"n":[300.0]}}""")]
    [InlineData("""{"detail":{"nested":["Bob"]}}""")]
    [InlineData("""{"detail":{"missing":[null]}}""")]
    [InlineData("""{"detail":{"missing":[""]}}""")]
    [InlineData("""{"detail":{"tags":["blue"]}}""")]
    [InlineData("""{"detail":{"list":{"a":[1],"b":[4]}}}""")]
    [InlineData("""{"detail":{"type":[{"prefix":"Thing"}]}}""")]
    [InlineData("""{"detail":{"n":[{"prefix":"3"}]}}""")]
    [InlineData("""{"detail":{"type":[{"suffix":"updated"}]}}""")]
    [InlineData("""{"detail":{"type":[{"wildcard":"thing"}]}}""")]
    [InlineData("""{"detail":{"type":[{"wildcard":"*x*"}]}}""")]
    [InlineData("""{"detail":{"type":[{"wildcard":"thing\\*"}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":"thing-created"}]}}""")]
    [InlineData("""{"detail":{"type":[{"anything-but":{"prefix":"thing"}}]}}""")]
    [InlineData("""{"detail":{"missing":[{"anything-but":"x"}]}}""")]
    [InlineData("""{"detail":{"n":[{"numeric":[">",300]}]}}""")]
    [InlineData("""{"detail":{"type":[{"numeric":[">",0]}]}}""")]
    [InlineData("""{"detail":{"type":[{"exists":false}]}}""")]
    [InlineData("""{"detail":{"missing":[{"exists":true}]}}""")]
    [InlineData("""{"detail":{"no":[{"exists":true}]}}""")]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.1.0/24"}]}}""")]
    [InlineData("""{"$or":[{"source":["other"]},{"detail":{"n":[1]}}]}""")]
    [InlineData("""{"source":["other"],"$or":[{"source":["custom"]}]}""")]
    public async Task APattern_DoesNotMatchTheEvent(string pattern) => Assert.False(await MatchesAsync(pattern));

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"source":"custom"}""")]
    [InlineData("""{"source":[]}""")]
    [InlineData("""{"source":{}}""")]
    [InlineData("""{"source":[["custom"]]}""")]
    [InlineData("""{"source":[{}]}""")]
    [InlineData("""{"source":[{"like":"x"}]}""")]
    [InlineData("""{"source":[{"prefix":1}]}""")]
    [InlineData("""{"source":[{"prefix":"a","suffix":"b"}]}""")]
    [InlineData("""{"source":[{"exists":"yes"}]}""")]
    [InlineData("""{"source":[{"anything-but":[]}]}""")]
    [InlineData("""{"source":[{"anything-but":{"numeric":["=",1]}}]}""")]
    [InlineData("""{"source":[{"numeric":[">"]}]}""")]
    [InlineData("""{"source":[{"numeric":["!",1]}]}""")]
    [InlineData("""{"source":[{"cidr":"x"}]}""")]
    [InlineData("""{"$or":[]}""")]
    public void AnInvalidPattern_IsRefused(string pattern)
    {
        var exception = Assert.Throws<ServiceException>(() => Some.World().Bus("bus").Rule("rule", pattern));
        Assert.Equal("InvalidEventPatternException", exception.Code);
        Assert.StartsWith("Event pattern is not valid. Reason: ", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> MatchesAsync(string pattern)
    {
        var world = Some.World();
        var function = new CollectingFunction();
        world.Bus("bus").Rule("rule", pattern).To(function.InvokeAsync);
        await world.PutAsync(Some.Entry("bus", "thing-created", Detail));
        await world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
        return function.Payloads.Count == 1;
    }
}
