namespace LambdaStream.Connectors;

/// <summary>Calls of ports by steps, which tell the invocation how its targets fare.</summary>
internal static class Asking
{
    /// <summary>Asks a target, unless it has failed too often in a row.</summary>
    /// <param name="uow">For which unit.</param>
    /// <param name="service">The name of the port.</param>
    /// <param name="resource">The table, the queue, the bus or the like.</param>
    /// <param name="ask">The port's operation.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TargetDownException">The target is not asked again.</exception>
    public static async ValueTask<TResponse> AskAsync<TRequest, TResponse>(
        this UnitOfWork uow,
        string service,
        string? resource,
        Func<TRequest, CancellationToken, ValueTask<TResponse>> ask,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        var circuits = uow.Invocation.Circuits;
        circuits.ThrowIfDown((service, resource));
        try
        {
            var response = await ask(request, cancellationToken);
            circuits.Answered((service, resource));
            return response;
        }
        catch (Exception error)
        {
            if (error is ServiceException { Service: null } known)
                known.Service = service;
            if (uow.Scope.IsRetryable(error))
                circuits.Failed((service, resource), error);
            else if (!cancellationToken.IsCancellationRequested)
                circuits.Answered((service, resource));
            throw;
        }
    }
}
