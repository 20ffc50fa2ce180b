namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Makes one unit of work of each line of the object in <see cref="Slots.S3GetResponse"/>, whose text gives way to the line.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="delimiter">What ends a line; by default a line feed.</param>
    /// <remarks>Empty lines are dropped. A unit without an object passes. Large objects are better read with <see cref="GetLinesFromS3"/>.</remarks>
    public static IAsyncEnumerable<UnitOfWork> SplitS3Object(
        this IAsyncEnumerable<UnitOfWork> source,
        string delimiter = "\n"
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(delimiter);
        return source.FlatMap(uow =>
            uow.Get(Slots.S3GetResponse) is { } response
                ? response
                    .Text.Split(delimiter, StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => uow.With(Slots.S3GetResponse, response with { Body = default, Line = line }))
                : [uow]
        );
    }
}
