namespace LambdaStream.Conformance.Templates;

/// <summary>What <c>$throw</c> raises.</summary>
internal sealed class TemplateThrewException(string message) : Exception(message);
