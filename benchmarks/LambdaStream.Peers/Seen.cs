using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>What a side has asked its services for, while someone wants to know.</summary>
public sealed class Seen
{
    private List<string>? _lines;

    /// <summary>Notes from now on.</summary>
    public void Start() => _lines = [];

    /// <summary>What was noted, and notes no more.</summary>
    public Digest Stop()
    {
        var digest = Digest.Of(_lines!);
        _lines = null;
        return digest;
    }

    public void Note(UpdateItemRequest request) => _lines?.Add(Digest.Line(request));

    public void Note(PutEventsRequest request) => _lines?.AddRange(request.Entries.Select(Digest.Line));
}
