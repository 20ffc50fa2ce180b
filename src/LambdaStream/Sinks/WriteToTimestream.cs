using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Writes the records of each unit's <see cref="Slots.WriteRequest"/> to Timestream; a unit without one passes.</summary>
    /// <remarks>
    /// More records than <see cref="TargetLimits.Timestream"/> go in several requests, one after the other. Records that
    /// Timestream refuses are a fault, which says which and why, after all others are written.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> WriteToTimestream(
        this IAsyncEnumerable<UnitOfWork> source,
        TimestreamOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? TimestreamOptions.Default;
        return source.SendRequests(
            new RequestStep<WriteRecordsRequest, WriteRecordsResponse>
            {
                Request = sink.Request,
                Step = "save",
                Service = "timestream",
                Operation = "WriteRecords",
                Parallel = all => sink.Parallel ?? all.TimestreamParallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Send = WriteAsync,
                Answer = (uow, _, response) => uow.With(sink.Response, response),
            }
        );

        async ValueTask<WriteRecordsResponse> WriteAsync(
            UnitOfWork uow,
            WriteRecordsRequest request,
            CancellationToken cancellationToken
        )
        {
            var timestream = uow.TimestreamWrite(sink.TimestreamWrite);
            var most = TargetLimits.Timestream.Count;
            if (request.Records.Count <= most)
                return await SendAsync(request);
            var written = new List<RecordsIngested>();
            var rejected = new List<RejectedRecord>();
            RejectedRecordsException? rejection = null;
            foreach (var (part, records) in request.Records.Chunk(most).Index())
            {
                try
                {
                    var response = await SendAsync(request with { Records = records });
                    if (response.RecordsIngested is { } ingested)
                        written.Add(ingested);
                }
                catch (RejectedRecordsException exception)
                {
                    rejection = exception;
                    rejected.AddRange(
                        exception.RejectedRecords.Select(record =>
                            record with
                            {
                                RecordIndex = part * most + record.RecordIndex,
                            }
                        )
                    );
                }
            }
            if (rejection is not null)
                throw new RejectedRecordsException("Timestream has refused records", rejected, rejection)
                {
                    StatusCode = rejection.StatusCode,
                    RequestId = rejection.RequestId,
                };
            return new()
            {
                RecordsIngested = new()
                {
                    Total = written.Sum(part => part.Total),
                    MemoryStore = written.Sum(part => part.MemoryStore),
                    MagneticStore = written.Sum(part => part.MagneticStore),
                },
            };

            ValueTask<WriteRecordsResponse> SendAsync(WriteRecordsRequest part) =>
                uow.AskAsync(
                    nameof(StreamOptions.TimestreamWrite),
                    part.TableName,
                    timestream.WriteRecordsAsync,
                    part,
                    cancellationToken
                );
        }
    }
}
