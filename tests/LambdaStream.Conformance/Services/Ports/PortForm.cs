namespace LambdaStream.Conformance.Services.Ports;

/// <summary>The everyday form: the library's ports are the scripted services.</summary>
internal sealed class PortForm(ScriptedServices services) : IServiceForm
{
    public IReadOnlyList<string> Problems => [];

    public StreamOptions Connect(StreamOptions options) => ScriptedPorts.Connect(options, services);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
