namespace LambdaStream.Connectors;

/// <summary>The port to S3.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with the error code of S3 when the service refuses a request. It
/// finds a bucket in whichever region it is.
/// </remarks>
public interface IS3
{
    /// <summary>Reads an object into memory.</summary>
    ValueTask<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken);

    /// <summary>Reads an object bit by bit, as the stream is read, which must be disposed.</summary>
    ValueTask<Stream> OpenObjectAsync(GetObjectRequest request, CancellationToken cancellationToken);

    /// <summary>Writes an object.</summary>
    ValueTask<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken);

    /// <summary>Tells of an object without reading it.</summary>
    ValueTask<HeadObjectResponse> HeadObjectAsync(HeadObjectRequest request, CancellationToken cancellationToken);

    /// <summary>Lists up to 1,000 objects of a bucket, in the order of their keys.</summary>
    ValueTask<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes an object. That there is none is no error.</summary>
    ValueTask<DeleteObjectResponse> DeleteObjectAsync(DeleteObjectRequest request, CancellationToken cancellationToken);

    /// <summary>Copies an object of up to 5 GB within S3.</summary>
    ValueTask<CopyObjectResponse> CopyObjectAsync(CopyObjectRequest request, CancellationToken cancellationToken);
}
