using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class MaterializeS3Tests
{
    private readonly RecordingS3 _s3 = new();

    [Fact]
    public async Task Execute()
    {
        _s3.OnGetObject = (request, _) => new(new GetObjectResponse { Body = "old"u8.ToArray() });
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToGetRequest = uow => new GetObjectRequest { Key = $"from/{uow.Event.Id}" },
                ToPutRequestAsync = (uow, _) =>
                    new(new PutObjectRequest { Key = "to", Text = uow.Get(Slots.S3GetResponse)!.Text + "!" }),
                ToDeleteRequest = uow =>
                    [
                        new DeleteObjectRequest { Key = $"from/{uow.Event.Id}" },
                        new DeleteObjectRequest { Key = "x", Bucket = "other" },
                    ],
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2", "other")));

        Assert.Equal("things/from/1", string.Join(' ', _s3.Gets.Select(get => $"{get.Bucket}/{get.Key}")));
        Assert.Equal("things/to=old!", string.Join(' ', _s3.Puts.Select(put => $"{put.Bucket}/{put.Key}={put.Text}")));
        Assert.Equal(
            "things/from/1 other/x",
            string.Join(' ', _s3.Deletes.Select(delete => $"{delete.Bucket}/{delete.Key}"))
        );
    }

    [Fact]
    public void Validate_SaysWhatIsMissing()
    {
        var driver = new FunctionDriver(From.Kinesis(), new MaterializeS3 { Id = "m", EventType = "x" });

        var error = Assert.ThrowsAny<Exception>(() =>
            driver.InvokeAsync(Records.Kinesis(Some.Event())).AsTask().GetAwaiter().GetResult()
        );

        Assert.Contains("The port S3 is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("ToPutRequest", error.Message, StringComparison.Ordinal);
    }

    private FunctionDriver Driver(MaterializeS3 rule)
    {
        var driver = new FunctionDriver(From.Kinesis(), rule);
        driver.Options = driver.Options with { S3 = _s3, BucketName = "things" };
        return driver;
    }
}
