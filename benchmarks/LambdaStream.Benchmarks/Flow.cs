global using Flow = System.Func<
    System.Collections.Generic.IAsyncEnumerable<LambdaStream.UnitOfWork>,
    System.Collections.Generic.IAsyncEnumerable<LambdaStream.UnitOfWork>
>;
