namespace LambdaStream.Conformance.Comparison;

/// <summary>Pairs what is expected with what was found so that as many as possible have a partner.</summary>
internal static class Matching
{
    /// <summary>A largest matching between two groups of indexes: for the paired ones of the left group, the right one.</summary>
    /// <remarks>
    /// By augmenting paths, not greedily: an expectation with wildcards must not take the only partner of a stricter one.
    /// </remarks>
    public static IReadOnlyDictionary<int, int> Find(int leftCount, int rightCount, Func<int, int, bool> fits)
    {
        var candidates = new List<int>[leftCount];
        for (var left = 0; left < leftCount; left++)
            candidates[left] = [.. Enumerable.Range(0, rightCount).Where(right => fits(left, right))];

        var partners = new int?[rightCount];
        for (var left = 0; left < leftCount; left++)
            TryPair(left, new bool[rightCount]);
        return Enumerable
            .Range(0, rightCount)
            .Where(right => partners[right] is not null)
            .ToDictionary(right => partners[right]!.Value, right => right);

        bool TryPair(int left, bool[] visited)
        {
            foreach (var right in candidates[left])
            {
                if (visited[right])
                    continue;
                visited[right] = true;
                if (partners[right] is { } other && !TryPair(other, visited))
                    continue;
                partners[right] = left;
                return true;
            }
            return false;
        }
    }
}
