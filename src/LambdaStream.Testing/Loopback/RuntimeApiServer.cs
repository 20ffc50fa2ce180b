using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LambdaStream.Testing;

/// <summary>Lambda's runtime API on a free port of the loopback address: invokes a whole program as Lambda does.</summary>
/// <remarks>The program is another process or <c>LambdaFunction.RunAsync</c> in the test's own.</remarks>
public sealed class RuntimeApiServer : IAsyncDisposable
{
    private const int MaxResponseSize = 6 * 1024 * 1024 + 100;
    private const string Runtime = "/2018-06-01/runtime/";
    private const string Extension = "/2020-01-01/extension/";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<RuntimeApiConnection, Task> _connections = [];
    private readonly ConcurrentDictionary<string, RuntimeApiCall> _running = [];
    private readonly RuntimeApiQueue _queue = new();
    private readonly TaskCompletionSource<RuntimeApiAnswer> _initError = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource<string> _extension = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _accepting = Task.CompletedTask;
    private string _extensionName = "";
    private int _lastId;
    private bool _isDisposed;

    private RuntimeApiServer() { }

    /// <summary>Host and port.</summary>
    public string Endpoint => _listener.LocalEndpoint.ToString()!;

    /// <summary>The variables that the program needs to find the server.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["AWS_LAMBDA_RUNTIME_API"] = Endpoint };

    /// <summary>Why the program could not start. It ends only when the program says so.</summary>
    public Task<RuntimeApiAnswer> InitError => _initError.Task;

    /// <summary>The name of the extension that the program has registered. It ends once that waits for its events.</summary>
    public Task<string> ExtensionStarted => _extension.Task;

    /// <summary>Answers a request with a status of its own, by the request's path; by default with none.</summary>
    public Func<string, HttpStatusCode?> OnRequest { get; set; } = static _ => null;

    /// <summary>Starts a server.</summary>
    public static RuntimeApiServer Start()
    {
        var server = new RuntimeApiServer();
        server._listener.Start();
        server._accepting = server.AcceptAsync();
        return server;
    }

    /// <summary>Invokes the function: waits until the program asks, and until it answers.</summary>
    /// <exception cref="IOException">The server was closed before there was an answer.</exception>
    public async Task<RuntimeApiAnswer> InvokeAsync(
        ReadOnlyMemory<byte> payload,
        RuntimeApiInvocation? invocation = null,
        CancellationToken cancellationToken = default
    )
    {
        invocation ??= new();
        var id = invocation.RequestId ?? $"request-{Interlocked.Increment(ref _lastId)}";
        var call = new RuntimeApiCall(id, payload, invocation);
        if (!_running.TryAdd(id, call))
            throw new ArgumentException($"There is an invocation {id} already.", nameof(invocation));
        using var closing = _end.Token.UnsafeRegister(
            static call => ((RuntimeApiCall)call!).Abandon(new IOException("The runtime API was closed.")),
            call
        );
        _queue.Add(call);
        return await call.Answer.WaitAsync(cancellationToken);
    }

    /// <summary>Ends when the program asks for that many invocations at once.</summary>
    public Task WhenAsked(int count = 1) => _queue.WhenAsked(count);

    /// <summary>Closes the server and cuts its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        // Nobody adds to them any more; the order in which they are closed does not matter.
        var connections = _connections.ToArray();
        foreach (var (connection, _) in connections)
            connection.Dispose();
        await Task.WhenAll(connections.Select(connection => connection.Value));
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_end.Token);
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
            socket.NoDelay = true;
            var connection = new RuntimeApiConnection(socket);
            _connections[connection] = ServeAsync(connection);
        }
    }

    private async Task ServeAsync(RuntimeApiConnection connection)
    {
        try
        {
            while (await connection.ReadAsync() is { } request)
                await AnswerAsync(connection, request);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The program has cut the connection, or the server has been closed.
        }
        finally
        {
            connection.Dispose();
        }
    }

    private Task AnswerAsync(RuntimeApiConnection connection, RuntimeApiRequest request) =>
        OnRequest(request.Path) is { } status
            ? connection.WriteAsync(status)
            : (request.Method, request.Path) switch
            {
                ("GET", Runtime + "invocation/next") => HandOverAsync(connection),
                ("GET", Runtime + "restore/next") => connection.WriteAsync(HttpStatusCode.OK),
                ("POST", Runtime + "init/error") => FailInitAsync(connection, request),
                ("POST", Extension + "register") => RegisterAsync(connection, request),
                ("GET", Extension + "event/next") => StartExtensionAsync(connection),
                ("POST", _) when request.Path.StartsWith(Runtime + "invocation/", StringComparison.Ordinal) =>
                    TakeAnswerAsync(connection, request),
                _ => connection.WriteAsync(HttpStatusCode.NotFound),
            };

    private async Task HandOverAsync(RuntimeApiConnection connection)
    {
        if (await _queue.TakeAsync(connection.Gone) is not { } call)
            return;
        await connection.WriteAsync(
            HttpStatusCode.OK,
            call.Payload,
            [
                ("Content-Type", "application/json"),
                ("Lambda-Runtime-Aws-Request-Id", call.RequestId),
                ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-west-2:123456789012:function:function"),
                ("Lambda-Runtime-Trace-Id", call.Invocation.TraceId),
                (
                    "Lambda-Runtime-Deadline-Ms",
                    call.Invocation.Deadline?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
                ),
            ]
        );
    }

    private Task TakeAnswerAsync(RuntimeApiConnection connection, RuntimeApiRequest request)
    {
        var place = request.Path[(Runtime + "invocation/").Length..].Split('/');
        if (place is not [var escapedId, "response" or "error"])
            return connection.WriteAsync(HttpStatusCode.NotFound);
        var id = Uri.UnescapeDataString(escapedId);
        var answer = new RuntimeApiAnswer(id, request.Body, ErrorType(request)) { IsError = place[1] is "error" };
        if (!answer.IsError && request.Body.Length > MaxResponseSize)
            return connection.WriteAsync(HttpStatusCode.RequestEntityTooLarge);
        // As Lambda: an answer is taken once, and only to what has been asked.
        return !_running.TryRemove(id, out var call) || !call.TryAnswer(answer)
            ? connection.WriteAsync(HttpStatusCode.BadRequest)
            : connection.WriteAsync(HttpStatusCode.Accepted);
    }

    private Task FailInitAsync(RuntimeApiConnection connection, RuntimeApiRequest request)
    {
        _initError.TrySetResult(new("", request.Body, ErrorType(request)) { IsError = true });
        return connection.WriteAsync(HttpStatusCode.Accepted);
    }

    private Task RegisterAsync(RuntimeApiConnection connection, RuntimeApiRequest request)
    {
        _extensionName = request.Headers.GetValueOrDefault("Lambda-Extension-Name", "");
        return connection.WriteAsync(
            HttpStatusCode.OK,
            "{}"u8.ToArray(),
            [("Lambda-Extension-Identifier", "extension-1")]
        );
    }

    private Task StartExtensionAsync(RuntimeApiConnection connection)
    {
        _extension.TrySetResult(_extensionName);
        return connection.Gone;
    }

    private static string? ErrorType(RuntimeApiRequest request) =>
        request.Headers.GetValueOrDefault("Lambda-Runtime-Function-Error-Type");
}
