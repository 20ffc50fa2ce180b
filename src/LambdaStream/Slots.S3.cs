using LambdaStream.Connectors;

namespace LambdaStream;

/// <content>The slots of the steps for S3 and for HTTP.</content>
public static partial class Slots
{
    /// <summary>What <see cref="Steps.GetObjectFromS3"/> and <see cref="Steps.GetLinesFromS3"/> read.</summary>
    public static Slot<GetObjectRequest> S3GetRequest { get; } = new("getRequest", S3Json.Of);

    /// <summary>The object that was read.</summary>
    public static Slot<GetObjectResponse> S3GetResponse { get; } = new("getResponse", S3Json.Of);

    /// <summary>A line of the object that <see cref="Steps.GetLinesFromS3"/> reads.</summary>
    public static Slot<string> S3Line { get; } = new("getResponse", line => line);

    /// <summary>What <see cref="Steps.HeadS3Object"/> asks for.</summary>
    public static Slot<HeadObjectRequest> S3HeadRequest { get; } = new("headRequest", S3Json.Of);

    /// <summary>What S3 told of the object.</summary>
    public static Slot<HeadObjectResponse> S3HeadResponse { get; } = new("headResponse", S3Json.Of);

    /// <summary>What <see cref="Steps.ListObjectsFromS3"/> and <see cref="Steps.PageObjectsFromS3"/> list.</summary>
    public static Slot<ListObjectsV2Request> S3ListRequest { get; } = new("listRequest", S3Json.Of);

    /// <summary>The objects that were found.</summary>
    public static Slot<ListObjectsV2Response> S3ListResponse { get; } = new("listResponse", S3Json.Of);

    /// <summary>What <see cref="Steps.PutObjectToS3"/> writes.</summary>
    public static Slot<PutObjectRequest> S3PutRequest { get; } = new("putRequest", S3Json.Of);

    /// <summary>What S3 answered.</summary>
    public static Slot<PutObjectResponse> S3PutResponse { get; } = new("putResponse", S3Json.Of);

    /// <summary>What <see cref="Steps.DeleteObjectFromS3"/> deletes.</summary>
    public static Slot<DeleteObjectRequest> S3DeleteRequest { get; } = new("deleteRequest", S3Json.Of);

    /// <summary>What S3 answered.</summary>
    public static Slot<DeleteObjectResponse> S3DeleteResponse { get; } = new("deleteResponse", S3Json.Of);

    /// <summary>What <see cref="Steps.CopyObjectInS3"/> copies.</summary>
    public static Slot<CopyObjectRequest> S3CopyRequest { get; } = new("copyRequest", S3Json.Of);

    /// <summary>What S3 answered.</summary>
    public static Slot<CopyObjectResponse> S3CopyResponse { get; } = new("copyResponse", S3Json.Of);

    /// <summary>Where the event was stored because it was too large to be published; without its content.</summary>
    public static Slot<PutObjectRequest> PutClaimCheckRequest { get; } = new("putClaimcheckRequest", S3Json.PlaceOf);

    /// <summary>Where the event was read from, in the place of which a claim check came.</summary>
    public static Slot<GetObjectRequest> GetClaimCheckRequest { get; } = new("getClaimCheckRequest", S3Json.Of);

    /// <summary>What <see cref="Steps.Fetch"/> sends.</summary>
    public static Slot<FetchRequest> FetchRequest { get; } = new("fetchRequest", FetchJson.Of);

    /// <summary>What was answered.</summary>
    public static Slot<FetchResponse> FetchResponse { get; } = new("fetchResponse", FetchJson.Of);
}
