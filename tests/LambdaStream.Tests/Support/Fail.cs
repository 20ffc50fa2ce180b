namespace LambdaStream.Tests;

/// <summary>A user's function that fails for some units.</summary>
internal static class Fail
{
    /// <summary>Throws for the units whose event has one of these ids.</summary>
    public static void On(UnitOfWork uow, params ReadOnlySpan<string> ids)
    {
        if (ids.Contains(uow.Event.Id))
            throw new InvalidOperationException($"{uow.Event.Id} fails");
    }
}
