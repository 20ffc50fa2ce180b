namespace LambdaStream.Sources;

/// <summary>What a source knows of a record before anybody wants it.</summary>
/// <param name="Json">The record as it came.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Identifier">By what the answer names it.</param>
/// <param name="Group">The message group of a FIFO queue.</param>
internal readonly record struct RecordHead(Json Json, Json Id, Json Identifier, Json Group = default);
