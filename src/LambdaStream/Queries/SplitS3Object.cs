using LambdaStream.Connectors;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Makes one unit of work of each line of the object in <see cref="Slots.S3GetResponse"/>, whose text gives way to the line.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="delimiter">What ends a line; by default a line feed.</param>
    /// <param name="response">The slot of the object; by default <see cref="Slots.S3GetResponse"/>.</param>
    /// <remarks>Empty lines are dropped. A unit without an object passes. Large objects are better read with <see cref="GetLinesFromS3"/>.</remarks>
    public static IAsyncEnumerable<UnitOfWork> SplitS3Object(
        this IAsyncEnumerable<UnitOfWork> source,
        string delimiter = "\n",
        Slot<GetObjectResponse>? response = null
    )
    {
        var slot = response ?? Slots.S3GetResponse;
        ArgumentException.ThrowIfNullOrEmpty(delimiter);
        return source.FlatMap(uow =>
            uow.Get(slot) is { } content
                ? content
                    .Text.Split(delimiter, StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => uow.With(slot, content with { Body = default, Line = line }))
                : [uow]
        );
    }
}
