using LambdaStream.Connectors;
using LambdaStream.Local.Keys;
using LambdaStream.Local.Metrics;
using LambdaStream.Local.Roles;
using LambdaStream.Local.Schedules;
using LambdaStream.Local.Secrets;
using LambdaStream.Local.TimeSeries;

namespace LambdaStream.Local;

public sealed partial class LocalWorld
{
    private readonly Dictionary<string, LocalTimeSeries> _timeSeries = new(StringComparer.Ordinal);
    private LocalScheduler? _scheduler;
    private LocalSecretsManager? _secrets;
    private LocalKms? _kms;
    private LocalCloudWatch? _cloudWatch;

    /// <summary>EventBridge Scheduler, whose schedules put events on the buses of this world while <see cref="DrainAsync"/> runs.</summary>
    public IScheduler Scheduler => OwnScheduler;

    /// <summary>The schedules that are there.</summary>
    public IReadOnlyList<CreateScheduleRequest> Schedules => OwnScheduler.Schedules;

    /// <summary>What schedules could not put on a bus, for example because there is none of that name.</summary>
    public IReadOnlyList<UndeliveredEvent> UndeliveredSchedules => OwnScheduler.Undelivered;

    /// <summary>Secrets Manager over the secrets of this world.</summary>
    public ISecretsManager SecretsManager => OwnSecrets;

    /// <summary>STS, which gives credentials of any role.</summary>
    public ISts Sts => field ??= new LocalSts(_environment);

    /// <summary>KMS over the master keys of this world.</summary>
    public IKms Kms => OwnKms;

    /// <summary>CloudWatch over the metrics of this world.</summary>
    public ICloudWatch CloudWatch => OwnCloudWatch;

    /// <summary>Timestream over the time series of this world.</summary>
    public ITimestreamWrite TimestreamWrite => field ??= new LocalTimestream(name => Find(_timeSeries, name));

    private LocalScheduler OwnScheduler
    {
        get
        {
            lock (_lock)
            {
                if (_scheduler is null)
                {
                    _scheduler = new(EventBridge, _environment);
                    _deliveries.Add(_scheduler);
                }
                return _scheduler;
            }
        }
    }

    private LocalSecretsManager OwnSecrets
    {
        get
        {
            lock (_lock)
                return _secrets ??= new(_environment);
        }
    }

    private LocalKms OwnKms
    {
        get
        {
            lock (_lock)
                return _kms ??= new(_environment);
        }
    }

    private LocalCloudWatch OwnCloudWatch
    {
        get
        {
            lock (_lock)
                return _cloudWatch ??= new();
        }
    }

    /// <summary>Creates a secret, or gives it another value.</summary>
    /// <param name="name">The name, as a rule <c>PROJECT/STAGE</c>.</param>
    /// <param name="value">The text; the Node library's convention is base64 of JSON.</param>
    public void Secret(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        OwnSecrets.Set(name, value);
    }

    /// <summary>Creates a master key: in this world's region, and another of that alias in each of the others.</summary>
    /// <param name="alias">The alias, such as <c>alias/service</c>.</param>
    /// <param name="regions">The other regions.</param>
    public void Key(string alias, params IReadOnlyList<string> regions)
    {
        ArgumentException.ThrowIfNullOrEmpty(alias);
        ArgumentNullException.ThrowIfNull(regions);
        foreach (var region in (IEnumerable<string>)[Region, .. regions])
            OwnKms.Add(alias, region);
    }

    /// <summary>The values of metrics in a name space, in the order in which they came.</summary>
    public IReadOnlyList<MetricDatum> Metrics(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return OwnCloudWatch.In(name);
    }

    /// <summary>The time series of that name. The first call creates it.</summary>
    public LocalTimeSeries TimeSeries(string database, string table)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        ArgumentException.ThrowIfNullOrEmpty(table);
        lock (_lock)
        {
            var name = $"{database}/{table}";
            if (!_timeSeries.TryGetValue(name, out var series))
                _timeSeries.Add(name, series = new());
            return series;
        }
    }
}
