using LambdaStream;
using LambdaStream.Connectors;

namespace ThingService;

/// <summary>Streams on which a deletion has the time of its command, as all else in the story has.</summary>
/// <remarks>
/// A deletion carries no timestamp of the service's, so its event has the time of the table. In life that is later than
/// what was before and earlier than what comes after; in a story of months ago it would be the last of all.
/// </remarks>
internal sealed class StoryStreams(IDynamoDbStreams streams) : IDynamoDbStreams
{
    private readonly Dictionary<Item, Queue<DateTimeOffset>> _deletions = [];

    public void Delete(Item key, DateTimeOffset at)
    {
        if (!_deletions.TryGetValue(key, out var times))
            _deletions.Add(key, times = new());
        times.Enqueue(at);
    }

    public ValueTask<DescribeStreamResponse> DescribeStreamAsync(
        DescribeStreamRequest request,
        CancellationToken cancellationToken
    ) => streams.DescribeStreamAsync(request, cancellationToken);

    public ValueTask<GetShardIteratorResponse> GetShardIteratorAsync(
        GetShardIteratorRequest request,
        CancellationToken cancellationToken
    ) => streams.GetShardIteratorAsync(request, cancellationToken);

    public async ValueTask<GetRecordsResponse> GetRecordsAsync(
        GetRecordsRequest request,
        CancellationToken cancellationToken
    )
    {
        var page = await streams.GetRecordsAsync(request, cancellationToken);
        return page with { Records = [.. page.Records.Select(InItsTime)] };
    }

    private Json InItsTime(Json record)
    {
        if (
            !record["eventName"].IsString("REMOVE")
            || !_deletions.TryGetValue(Item.FromTypedJson(record["dynamodb"]["Keys"]), out var times)
            || !times.TryDequeue(out var time)
        )
            return record;
        var change = With(record["dynamodb"], "ApproximateCreationDateTime", time.ToUnixTimeSeconds());
        return With(record, "dynamodb", change);
    }

    private static Json With(Json json, string name, Json value)
    {
        var members = new List<(string Name, Json Value)> { (name, value) };
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name != name)
                members.Add(member);
        }
        return Json.ObjectOf([.. members]);
    }
}
