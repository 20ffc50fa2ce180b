using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace LambdaStream.Local;

/// <summary>A Firehose delivery stream in memory, which keeps what it delivers.</summary>
/// <remarks>
/// Records come in through <see cref="LocalWorld.Firehose"/> and from rules of a bus; a transformation runs, and objects are
/// written, while <see cref="LocalWorld.DrainAsync"/> does.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "Delivery stream is Firehose's word.")]
public sealed partial class LocalDeliveryStream : IDelivery
{
    // Firehose invokes a transformation three more times before it gives its records up.
    private const int MaxAttempts = 4;
    private const int MaxTransformedRecords = 500;

    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private readonly List<(string Id, ReadOnlyMemory<byte> Data)> _waiting = [];
    private readonly List<ReadOnlyMemory<byte>> _records = [];
    private readonly List<ReadOnlyMemory<byte>> _failed = [];
    private LocalFunction? _transform;
    private int _attempts;

    internal LocalDeliveryStream(string name, LocalEnvironment environment)
    {
        Name = name;
        Arn = environment.Arn("firehose", $"deliverystream/{name}");
        _environment = environment;
    }

    /// <summary>The name of the delivery stream.</summary>
    public string Name { get; }

    /// <summary>The ARN of the delivery stream.</summary>
    public string Arn { get; }

    /// <summary>What was delivered so far.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Records
    {
        get
        {
            lock (_lock)
                return [.. _records];
        }
    }

    /// <summary>The records that the transformation could not process, as they came. Firehose writes such to processing-failed/.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ProcessingFailed
    {
        get
        {
            lock (_lock)
                return [.. _failed];
        }
    }

    string IDelivery.Description => $"{Arn} to its transformation, which failed {_attempts} times";

    /// <summary>Gives the records from now on to a function first, which answers with each as Ok, Dropped or ProcessingFailed.</summary>
    public LocalDeliveryStream Transform(LocalFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _transform = function;
        return this;
    }

    internal string Put(ReadOnlyMemory<byte> data)
    {
        var id = _environment.Ids.Next().ToString("N");
        // The caller may use its buffer again.
        var copy = data.ToArray();
        lock (_lock)
        {
            if (_transform is null)
                Deliver(copy);
            else
                _waiting.Add((id, copy));
        }
        return id;
    }

    async ValueTask<bool> IDelivery.DeliverAsync(CancellationToken cancellationToken) =>
        await TransformAsync(cancellationToken) || WriteObject();

    private async ValueTask<bool> TransformAsync(CancellationToken cancellationToken)
    {
        List<(string Id, ReadOnlyMemory<byte> Data)> records;
        lock (_lock)
            records = [.. _waiting.Take(MaxTransformedRecords)];
        if (records.Count == 0)
            return false;
        Dictionary<string, Json>? answers = null;
        try
        {
            answers = Read(await _transform!(Payload(records), cancellationToken));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && ++_attempts < MaxAttempts)
        {
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The last attempt: all of its records failed.
        }
        _attempts = 0;
        lock (_lock)
        {
            _waiting.RemoveRange(0, records.Count);
            foreach (var (id, data) in records)
                Settle(answers?.GetValueOrDefault(id) ?? default, data);
        }
        return true;
    }

    private void Settle(Json answer, ReadOnlyMemory<byte> data)
    {
        if (answer["result"].IsString("Ok"))
            Deliver(Convert.FromBase64String(answer["data"].GetString() ?? ""));
        else if (!answer["result"].IsString("Dropped"))
            // A record that the answer leaves out failed too.
            _failed.Add(data);
    }

    private ReadOnlyMemory<byte> Payload(List<(string Id, ReadOnlyMemory<byte> Data)> records) =>
        Json.ObjectOf(
                ("invocationId", _environment.Ids.Next().ToString("D")),
                ("deliveryStreamArn", Arn),
                ("region", _environment.Region),
                (
                    "records",
                    Json.ArrayOf([
                        .. records.Select(record =>
                            Json.ObjectOf(
                                ("recordId", record.Id),
                                ("approximateArrivalTimestamp", _environment.Now.ToUnixTimeMilliseconds()),
                                ("data", Convert.ToBase64String(record.Data.Span))
                            )
                        ),
                    ])
                )
            )
            .ToUtf8();

    /// <exception cref="JsonException">The function has answered something else.</exception>
    private static Dictionary<string, Json> Read(ReadOnlyMemory<byte> response)
    {
        var answers = new Dictionary<string, Json>(StringComparer.Ordinal);
        foreach (var record in Json.Parse(response.ToArray())["records"].EnumerateArray())
            answers[record["recordId"].GetString() ?? ""] = record;
        return answers;
    }
}
