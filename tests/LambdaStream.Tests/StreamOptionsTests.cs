using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class StreamOptionsTests
{
    [Fact]
    public void FromEnvironment_WithoutVariables_GivesTheDefaults()
    {
        var options = Read();

        Assert.Equal(
            (null, null, null, null, null),
            (options.Account, options.Region, options.Stage, options.Source, options.FunctionName)
        );
        Assert.Equal((null, null, null), (options.EntityTableName, options.EventTableName, options.TableName));
        Assert.Equal((null, "custom"), (options.BusName, options.BusSource));
        Assert.False(options.TagAsTest);
        Assert.Empty(options.EnabledPipelines);
        Assert.Empty(options.DisabledPipelines);
        Assert.Equal(
            (4, 4, 4, 4, 4),
            (options.Parallel, options.UpdateParallel, options.GetParallel, options.QueryParallel, options.ScanParallel)
        );
        Assert.Equal((8, 4), (options.PublishParallel, options.FaultsParallel));
        Assert.Equal((10, 4), (options.PublishBatchSize, options.FaultsBatchSize));
        Assert.Equal((262_144, 262_144), (options.MaxPublishRequestSize, options.MaxRequestSize));
        Assert.Equal(10_240, options.CompressionThreshold);
        Assert.Equal((8, TimeSpan.FromMilliseconds(100)), (options.BatchMaxRetries, options.BatchRetryWait));
        Assert.Equal(33, options.TtlDays);
        Assert.Null(options.Retryable);
        Assert.False(options.ReportBatchItemFailures);
        Assert.Null(options.Head);
        Assert.Same(TimeProvider.System, options.Time);
    }

    [Fact]
    public void FromEnvironment_ReadsEveryText()
    {
        var options = Read(
            ("ACCOUNT_NAME", "dev"),
            ("AWS_REGION", "us-east-1"),
            ("STAGE", "np"),
            ("SERVICE", "svc"),
            ("AWS_LAMBDA_FUNCTION_NAME", "fn"),
            ("ENTITY_TABLE_NAME", "entities"),
            ("EVENT_TABLE_NAME", "events"),
            ("TABLE_NAME", "table"),
            ("BUS_NAME", "bus"),
            ("BUS_SRC", "src")
        );

        Assert.Equal(
            ("dev", "us-east-1", "np", "svc", "fn"),
            (options.Account, options.Region, options.Stage, options.Source, options.FunctionName)
        );
        Assert.Equal(
            ("entities", "events", "table"),
            (options.EntityTableName, options.EventTableName, options.TableName)
        );
        Assert.Equal(("bus", "src"), (options.BusName, options.BusSource));
    }

    [Fact]
    public void FromEnvironment_StageAndSource_HaveSeveralNames()
    {
        Assert.Equal("s", Read(("SERVERLESS_STAGE", "s")).Stage);
        Assert.Equal("a", Read(("STAGE", "a"), ("SERVERLESS_STAGE", "b")).Stage);
        Assert.Equal("b", Read(("STAGE", ""), ("SERVERLESS_STAGE", "b")).Stage);
        Assert.Equal("c", Read(("SERVERLESS_PROJECT", "c")).Source);
        Assert.Equal("b", Read(("PROJECT", "b"), ("SERVERLESS_PROJECT", "c")).Source);
        Assert.Equal("a", Read(("SERVICE", "a"), ("PROJECT", "b"), ("SERVERLESS_PROJECT", "c")).Source);
    }

    [Fact]
    public void FromEnvironment_Parallel_IsTheDefaultOfAllParallels()
    {
        var options = Read(("PARALLEL", "16"));

        Assert.Equal(
            (16, 16, 16, 16, 16, 16, 16),
            (
                options.Parallel,
                options.UpdateParallel,
                options.GetParallel,
                options.QueryParallel,
                options.ScanParallel,
                options.PublishParallel,
                options.FaultsParallel
            )
        );
    }

    [Fact]
    public void FromEnvironment_EachParallel_HasAVariableOfItsOwn()
    {
        var options = Read(
            ("PARALLEL", "1"),
            ("UPDATE_PARALLEL", "2"),
            ("GET_PARALLEL", "3"),
            ("QUERY_PARALLEL", "4"),
            ("SCAN_PARALLEL", "5"),
            ("PUBLISH_PARALLEL", "6"),
            ("FAULTS_PARALLEL", "7")
        );

        Assert.Equal(
            (1, 2, 3, 4, 5, 6, 7),
            (
                options.Parallel,
                options.UpdateParallel,
                options.GetParallel,
                options.QueryParallel,
                options.ScanParallel,
                options.PublishParallel,
                options.FaultsParallel
            )
        );
    }

    [Fact]
    public void FromEnvironment_BatchSizes_Cascade()
    {
        var shared = Read(("BATCH_SIZE", "5"));
        var own = Read(("BATCH_SIZE", "5"), ("PUBLISH_BATCH_SIZE", "6"), ("FAULTS_BATCH_SIZE", "7"));

        Assert.Equal((5, 5), (shared.PublishBatchSize, shared.FaultsBatchSize));
        Assert.Equal((6, 7), (own.PublishBatchSize, own.FaultsBatchSize));
    }

    [Fact]
    public void FromEnvironment_Sizes_Cascade()
    {
        var shared = Read(("MAX_REQ_SIZE", "1000"));
        var own = Read(("MAX_REQ_SIZE", "1000"), ("PUBLISH_MAX_REQ_SIZE", "2000"), ("COMPRESSION_THRESHOLD", "300"));

        Assert.Equal((1000, 1000), (shared.MaxRequestSize, shared.MaxPublishRequestSize));
        Assert.Equal((1000, 2000, 300), (own.MaxRequestSize, own.MaxPublishRequestSize, own.CompressionThreshold));
    }

    [Fact]
    public void FromEnvironment_ReadsRetriesAndTtl()
    {
        var options = Read(("BATCH_MAX_RETRIES", "2"), ("BATCH_RETRY_WAIT", "50"), ("TTL", "7"));

        Assert.Equal(
            (2, TimeSpan.FromMilliseconds(50), 7),
            (options.BatchMaxRetries, options.BatchRetryWait, options.TtlDays)
        );
    }

    [Theory]
    [InlineData("a,b", "a b")]
    [InlineData(" a , b ,", "a b")]
    [InlineData("a", "a")]
    [InlineData("", "")]
    [InlineData(",", "")]
    public void FromEnvironment_PipelineIds_AreSeparatedByCommas(string text, string ids)
    {
        var expected = ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(expected, Read(("ENABLED_PIPELINES", text)).EnabledPipelines);
        Assert.Equal(expected, Read(("DISABLED_PIPELINES", text)).DisabledPipelines);
    }

    [Theory]
    [InlineData("test", true)]
    [InlineData("TEST", false)]
    [InlineData("production", false)]
    public void FromEnvironment_NodeEnv_TagsEventsAsTest(string value, bool isTest) =>
        Assert.Equal(isTest, Read(("NODE_ENV", value)).TagAsTest);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("1", false)]
    public void FromEnvironment_StreamRetryEnabled_MakesErrorsRetryable(string value, bool isOn)
    {
        var retryable = Read(("STREAM_RETRY_ENABLED", value)).Retryable;

        Assert.Equal(isOn, retryable is not null);
        if (retryable is not null)
        {
            Assert.True(retryable(new ServiceException("ThrottlingException", "x")));
            Assert.False(retryable(new ServiceException("ValidationException", "x")));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    public void FromEnvironment_ANumberOf0OrNothing_MeansTheDefault(string value)
    {
        Assert.Equal(4, Read(("UPDATE_PARALLEL", value)).UpdateParallel);
        Assert.Equal(9, Read(("UPDATE_PARALLEL", value), ("PARALLEL", "9")).UpdateParallel);
        Assert.Equal(8, Read(("BATCH_MAX_RETRIES", value)).BatchMaxRetries);
        Assert.Equal(10_240, Read(("COMPRESSION_THRESHOLD", value)).CompressionThreshold);
    }

    [Theory]
    [InlineData("PARALLEL", "many")]
    [InlineData("UPDATE_PARALLEL", "1.5")]
    [InlineData("GET_PARALLEL", "-1")]
    [InlineData("QUERY_PARALLEL", "1e2")]
    [InlineData("SCAN_PARALLEL", "0x10")]
    [InlineData("PUBLISH_PARALLEL", "99999999999")]
    [InlineData("FAULTS_PARALLEL", "a")]
    [InlineData("PUBLISH_BATCH_SIZE", "a")]
    [InlineData("FAULTS_BATCH_SIZE", "a")]
    [InlineData("BATCH_SIZE", "a")]
    [InlineData("PUBLISH_MAX_REQ_SIZE", "256K")]
    [InlineData("MAX_REQ_SIZE", "a")]
    [InlineData("COMPRESSION_THRESHOLD", "10KB")]
    [InlineData("BATCH_MAX_RETRIES", "a")]
    [InlineData("BATCH_RETRY_WAIT", "100ms")]
    [InlineData("TTL", "33d")]
    public void FromEnvironment_ABadNumber_IsRejectedByItsName(string name, string value)
    {
        var error = Assert.Throws<FormatException>(() => Read((name, value)));

        Assert.Equal(
            $"The environment variable {name} is '{value}', which is no whole number from 0 to 2147483647.",
            error.Message
        );
    }

    [Fact]
    public void FromEnvironment_ByDefault_ReadsTheProcess() => Assert.NotNull(StreamOptions.FromEnvironment());

    [Fact]
    public void Random_IsFrom0ToBelow1()
    {
        var random = new StreamOptions().Random;

        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.InRange(random(), 0, 1 - double.Epsilon));
    }

    private static StreamOptions Read(params (string Name, string Value)[] variables) =>
        StreamOptions.FromEnvironment(variables.ToDictionary(entry => entry.Name, entry => entry.Value));
}
