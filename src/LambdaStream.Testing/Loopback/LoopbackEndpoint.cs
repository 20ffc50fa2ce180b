using System.Net;
using System.Net.Sockets;

namespace LambdaStream.Testing;

/// <summary>An AWS endpoint on this host for tests: it verifies signatures, plays scripted answers and records requests.</summary>
/// <remarks>
/// A request with a wrong signature is answered as AWS does, with 403 and InvalidSignatureException, and uses up no answer.
/// </remarks>
public sealed class LoopbackEndpoint : IAsyncDisposable
{
    private readonly LoopbackOptions _options;
    private readonly SignatureCheck _signatures;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly Queue<LoopbackAnswer> _answers = new();
    private readonly List<LoopbackRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private bool _isDisposed;

    /// <summary>Starts an endpoint on a free port.</summary>
    public LoopbackEndpoint(LoopbackOptions? options = null)
    {
        _options = options ?? new();
        _signatures = new(_options);
        _listener.Start();
        Uri = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Uri { get; }

    /// <summary>What it answers when the script is at its end; by default an empty JSON object.</summary>
    public Func<LoopbackRequest, LoopbackAnswer> Otherwise { get; set; } = static _ => new();

    /// <summary>The requests so far, in the order in which they came.</summary>
    public IReadOnlyList<LoopbackRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Adds answers to the script: each serves one request.</summary>
    public LoopbackEndpoint Then(params ReadOnlySpan<LoopbackAnswer> answers)
    {
        lock (_lock)
        {
            foreach (var answer in answers)
                _answers.Enqueue(answer);
        }
        return this;
    }

    /// <summary>Waits until so many requests have come.</summary>
    public Task WaitForAsync(int count)
    {
        lock (_lock)
        {
            if (_requests.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>Ends all connections and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (var number = 1; ; number++)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                socket.NoDelay = true;
                _connections.Add(ServeAsync(new(socket), number));
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(LoopbackConnection connection, int number)
    {
        using (connection)
        {
            try
            {
                while (await connection.ReadAsync(number, _options.Time, _end.Token) is { } request)
                {
                    if (!await connection.WriteAsync(Take(request), _options.Time, _end.Token))
                        return;
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the endpoint ends.
            }
        }
    }

    private LoopbackAnswer Take(LoopbackRequest request)
    {
        request = request with { SignatureProblem = _signatures.ProblemOf(request) };
        lock (_lock)
        {
            _requests.Add(request);
            foreach (var (_, reached) in _waiters.FindAll(waiter => waiter.Count <= _requests.Count))
                reached.SetResult();
            _waiters.RemoveAll(waiter => waiter.Count <= _requests.Count);
            if (request.SignatureProblem is { } problem)
                return LoopbackAnswer.Error("InvalidSignatureException", 403, problem);
            if (_answers.TryDequeue(out var answer))
                return answer;
        }
        return Otherwise(request);
    }
}
