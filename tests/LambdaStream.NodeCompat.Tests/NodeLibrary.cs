using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using LambdaStream.Shared;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>
/// aws-lambda-stream from npm in a process of its own, with the requests of its AWS clients answered there. Without Node.js the
/// tests are skipped; where CI is true they fail.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The test framework calls DisposeAsync.")]
public class NodeLibrary : IAsyncLifetime
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly StringBuilder _errors = new();
    private Process? _process;
    private string? _unavailable;

    /// <summary>The format in which it encrypts.</summary>
    public virtual Encryption.EncryptionFormat Format => Encryption.EncryptionFormat.AesCbcTextKey;

    public async ValueTask InitializeAsync()
    {
        try
        {
            NpmPackage.Require("node", "--version");
            NpmPackage.Install(Folder(), "aws-lambda-stream");
        }
        catch (RealServiceUnavailableException exception)
        {
            _unavailable = exception.Message;
            return;
        }
        AppDomain.CurrentDomain.ProcessExit += Stop;
        _process = Start([.. Preloaded, "peer.cjs"]);
        await AskAsync("useDataKey", ("key", Convert.ToBase64String(NodeKms.DataKey)));
    }

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        Stop(this, EventArgs.Empty);
        _turn.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives a command of <c>peer.cjs</c>, and its result.</summary>
    public async Task<Json> AskAsync(string command, params (string Name, Json Value)[] arguments)
    {
        if (_process is null)
        {
            var reason = $"aws-lambda-stream is not available: {_unavailable}";
            if (Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail(reason);
            Assert.Skip(reason);
        }
        var line = Json.ObjectOf([("command", command), .. arguments]).ToString();
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
            var answer = await _process.StandardOutput.ReadLineAsync();
            if (answer is null)
                throw new InvalidOperationException($"Node.js has ended: {_errors}");
            var json = Json.Parse(answer);
            return json["error"].IsDefined
                ? throw new InvalidOperationException($"{command}: {json["error"].GetString()}")
                : json["result"];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Fails where two JSON texts are not the same to Node.</summary>
    public async Task AssertSameAsync(IReadOnlyList<(string Expected, string Actual)> pairs)
    {
        var result = await AskAsync(
            "compare",
            ("pairs", Json.ArrayOf([.. pairs.Select(pair => Json.ArrayOf(pair.Expected, pair.Actual))]))
        );
        var differences = result["differences"];
        if (differences.Count > 0)
        {
            var (expected, actual) = pairs[(int)differences[0].GetInt64()];
            Assert.Fail(
                $"{differences.Count} of {pairs.Count} differ to Node.\nExpected: {expected}\nActual:   {actual}"
            );
        }
    }

    /// <summary>What Node.js is to load before.</summary>
    protected virtual IReadOnlyList<string> Preloaded => [];

    private Process Start(IReadOnlyList<string> arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo("node", arguments)
            {
                WorkingDirectory = Folder(),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = Utf8,
                StandardOutputEncoding = Utf8,
            }
        )!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        return process;
    }

    private void Stop(object? sender, EventArgs e)
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
        _process = null;
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "Node");
}

/// <summary>The same with aws-kms-ee 1.0.0, which derives its keys in another way than 1.0.3.</summary>
public sealed class NodeLibraryWithFirstEncryptor : NodeLibrary
{
    public override Encryption.EncryptionFormat Format => Encryption.EncryptionFormat.AesCbc;

    protected override IReadOnlyList<string> Preloaded => ["--require", "./first-encryptor.cjs"];
}
