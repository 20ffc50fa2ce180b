using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream.Local.TimeSeries;

/// <summary>Timestream over the time series of a world.</summary>
internal sealed class LocalTimestream(Func<string, LocalTimeSeries?> findSeries) : ITimestreamWrite
{
    public ValueTask<WriteRecordsResponse> WriteRecordsAsync(
        WriteRecordsRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, Write, cancellationToken);

    private WriteRecordsResponse Write(WriteRecordsRequest request)
    {
        var most = TargetLimits.Timestream.Count;
        if (request.Records.Count == 0 || request.Records.Count > most)
            throw Refusal(
                "ValidationException",
                $"1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length between 1 and {most}"
            );
        var series =
            findSeries($"{request.DatabaseName}/{request.TableName}")
            ?? throw Refusal("ResourceNotFoundException", $"The table {request.TableName} does not exist.");
        var records = request.Records.Select(record => Merge(record, request.CommonAttributes)).ToList();
        if (records.Find(record => record.MeasureName is null || record.Time is null) is not null)
            throw Refusal("ValidationException", "A record has no measure name or no time.");
        var rejected = new List<RejectedRecord>();
        foreach (var (index, record) in records.Index())
        {
            if (series.Put(record) is { } version)
                rejected.Add(
                    new()
                    {
                        RecordIndex = index,
                        Reason =
                            $"The record version {record.Version ?? 1} is lower than the existing version {version}, or has other values. A higher version is required to update the measure value.",
                        ExistingVersion = version,
                    }
                );
        }
        if (rejected.Count > 0)
            throw new RejectedRecordsException(
                "One or more records have been rejected. See RejectedRecords for details.",
                rejected
            )
            {
                // As Timestream has it, which is a status of no standard.
                StatusCode = (HttpStatusCode)419,
            };
        return new()
        {
            RecordsIngested = new() { Total = records.Count, MemoryStore = records.Count },
        };
    }

    private static TimestreamRecord Merge(TimestreamRecord record, TimestreamRecord? common) =>
        common is null
            ? record
            : new()
            {
                Dimensions = [.. common.Dimensions ?? [], .. record.Dimensions ?? []],
                MeasureName = record.MeasureName ?? common.MeasureName,
                MeasureValue = record.MeasureValue ?? common.MeasureValue,
                MeasureValueType = record.MeasureValueType ?? common.MeasureValueType,
                MeasureValues = record.MeasureValues ?? common.MeasureValues,
                Time = record.Time ?? common.Time,
                TimeUnit = record.TimeUnit ?? common.TimeUnit,
                Version = record.Version ?? common.Version,
            };

    private static ServiceException Refusal(string code, string message) =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
