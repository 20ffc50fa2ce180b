namespace LambdaStream.Conformance.Running;

/// <summary>In which form a vector runs.</summary>
internal enum RunForm
{
    /// <summary>The scripted services are the library's ports.</summary>
    Ports,

    /// <summary>The library's adapters for AWS call the scripted services over HTTP.</summary>
    Wire,
}
