using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream.Local.Metrics;

/// <summary>CloudWatch that keeps the values of metrics.</summary>
internal sealed class LocalCloudWatch : ICloudWatch
{
    private const int MaxDimensions = 30;
    private const int MaxValues = 150;

    private readonly Lock _lock = new();
    private readonly List<(string Namespace, MetricDatum Datum)> _values = [];

    public IReadOnlyList<MetricDatum> In(string name)
    {
        lock (_lock)
            return [.. _values.Where(value => value.Namespace == name).Select(value => value.Datum)];
    }

    public ValueTask<PutMetricDataResponse> PutMetricDataAsync(
        PutMetricDataRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, Put, cancellationToken);

    private PutMetricDataResponse Put(PutMetricDataRequest request)
    {
        if (string.IsNullOrEmpty(request.Namespace))
            throw Refusal("MissingRequiredParameterException", "The parameter Namespace is required.");
        if (request.MetricData.Count == 0)
            throw Refusal("MissingRequiredParameterException", "The parameter MetricData is required.");
        if (request.MetricData.Count > TargetLimits.CloudWatch.Count)
            throw Refusal(
                "InvalidParameterValueException",
                $"The collection MetricData must not have a size greater than {TargetLimits.CloudWatch.Count}."
            );
        foreach (var (index, datum) in request.MetricData.Index())
            Check($"MetricData.member.{index + 1}", datum);
        lock (_lock)
            _values.AddRange(request.MetricData.Select(datum => (request.Namespace, datum)));
        return new();
    }

    private static void Check(string name, MetricDatum datum)
    {
        if (string.IsNullOrEmpty(datum.MetricName))
            throw Refusal("MissingRequiredParameterException", $"The parameter {name}.MetricName is required.");
        if (datum.Dimensions.Count > MaxDimensions)
            throw Refusal(
                "InvalidParameterValueException",
                $"The collection {name}.Dimensions must not have a size greater than {MaxDimensions}."
            );
        if (datum.Values?.Count > MaxValues)
            throw Refusal(
                "InvalidParameterValueException",
                $"The collection {name}.Values must not have a size greater than {MaxValues}."
            );
        if (datum.Value is { } value && !double.IsFinite(value))
            throw Refusal(
                "InvalidParameterValueException",
                $"The value {value} for parameter {name}.Value is invalid."
            );
        var forms = (datum.Value is null ? 0 : 1) + (datum.Values is null ? 0 : 1);
        if (forms + (datum.StatisticValues is null ? 0 : 1) != 1)
            throw Refusal(
                "InvalidParameterCombinationException",
                $"At least one and only one of the parameters Value, Values and StatisticValues of {name} must be specified."
            );
    }

    private static ServiceException Refusal(string code, string message) =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
