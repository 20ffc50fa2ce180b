namespace LambdaStream.Conformance.Services;

/// <summary>How a function reaches the scripted services: at the library's ports, or over the wire.</summary>
internal interface IServiceForm : IAsyncDisposable
{
    /// <summary>What went wrong between the function and the services, in words; it fails a vector.</summary>
    IReadOnlyList<string> Problems { get; }

    /// <summary>Gives the options ports to the services. Their clock must be set before.</summary>
    StreamOptions Connect(StreamOptions options);
}
