using LambdaStream.Filters;

namespace LambdaStream.Sources;

/// <summary>Who gets the units of work that the records of a payload give.</summary>
internal interface IReceiver
{
    /// <summary>A unit that pipelines want.</summary>
    void Receive(UnitOfWork uow, Route route);

    /// <summary>A unit whose record cannot be read.</summary>
    void Reject(UnitOfWork uow, Exception error);
}
