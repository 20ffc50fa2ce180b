using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class S3QueriesTests
{
    private readonly RecordingS3 _s3 = new();

    private StreamOptions Options => new() { S3 = _s3, BucketName = "things" };

    // Node: get object; get object as byte array; get object as byte array - missing get request field
    [Fact]
    public async Task GetObject_LeavesBytesAndText_AndPassesUnitsWithoutARequest()
    {
        _s3.OnGetObject = (_, _) => Answer("é");
        var units = Some.Units(2, Options);

        var got = await new[] { Ask(units[0]), units[1] }.Stream().GetObjectFromS3().ToListAsync();

        Assert.Equal(("things", "k"), (_s3.Gets.Single().Bucket, _s3.Gets.Single().Key));
        Assert.Equal("é", got[0].Get(Slots.S3GetResponse)!.Text);
        Assert.Equal(2, got[0].Get(Slots.S3GetResponse)!.Body.Length);
        Assert.False(got[1].Has(Slots.S3GetResponse));
    }

    [Fact]
    public async Task GetObject_NotThere_IsAFaultThatShowsTheRequest()
    {
        var unit = Ask(Some.Unit(options: Options));

        Assert.Empty(await new[] { unit }.Stream().GetObjectFromS3().ToListAsync());

        var fault = Assert.Single(unit.Faults());
        Assert.Equal("NoSuchKey", Assert.IsType<ServiceException>(fault.Error).Code);
        Assert.Equal("k", fault.Unit.Get(Slots.S3GetRequest)!.Key);
    }

    // Node: get and split object
    [Fact]
    public async Task SplitS3Object_DropsEmptyLines()
    {
        _s3.OnGetObject = (_, _) => Answer("a\n\nb\n");

        var units = await new[] { Ask(Some.Unit(options: Options)) }
            .Stream()
            .GetObjectFromS3()
            .SplitS3Object()
            .Select(uow => uow.Get(Slots.S3GetResponse)!)
            .ToListAsync();

        Assert.Equal(["a", "b"], units.Select(response => response.Line));
        Assert.All(units, response => Assert.True(response.Body.IsEmpty));
        Assert.All(units, response => Assert.Equal("\"e\"", response.ETag));
    }

    // Node: get object as stream; get object as stream missing getRequestField
    [Theory]
    [InlineData("", "\n", new string[0])]
    [InlineData("a", "\n", new[] { "a" })]
    [InlineData("a\n\nb\n", "\n", new[] { "a", "", "b", "" })]
    [InlineData("a||b|c", "||", new[] { "a", "b|c" })]
    [InlineData("é☃\n😀", "\n", new[] { "é☃", "😀" })]
    public async Task GetLines_GivesEachLine_HoweverTheBytesCome(string text, string delimiter, string[] lines)
    {
        foreach (var piece in new[] { 1, 2, 3, 1000 })
        {
            _s3.OnOpenObject = (_, _) => new(new Trickle(Encoding.UTF8.GetBytes(text), piece));
            var units = Some.Units(2, Options);

            var got = await new[] { Ask(units[0]), units[1] }
                .Stream()
                .GetLinesFromS3(new() { Delimiter = delimiter })
                .ToListAsync();

            Assert.Equal(lines, got.Where(uow => uow.Event.Id == "0").Select(uow => uow.Get(Slots.S3Line)));
            Assert.Equal(1, got.Count(uow => uow.Event.Id == "1"));
        }
    }

    [Fact]
    public async Task GetLines_LongLines_AreWhole()
    {
        string[] lines = [new('a', 40_000), new('b', 16 * 1024 - 1), "", new('c', 100_000)];
        _s3.OnOpenObject = (_, _) => new(new Trickle(Encoding.UTF8.GetBytes(string.Join('\n', lines)), 5_000));

        var got = await new[] { Ask(Some.Unit(options: Options)) }
            .Stream()
            .GetLinesFromS3()
            .Select(uow => uow.Get(Slots.S3Line)!)
            .ToListAsync();

        Assert.Equal(lines, got);
    }

    [Theory]
    [InlineData(1, "\n")]
    [InlineData(2, "||")]
    [InlineData(3, "|-|")]
    public async Task GetLines_AnyText_IsSplitAsAStringIs(int seed, string delimiter)
    {
        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var alphabet =
                random.Next(2) == 0 ? "|-\né" : "|-\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa☃";
            var text = random.GetString(alphabet, random.Next(1, 60_000));
            var piece = random.Next(1, 9_000);
            _s3.OnOpenObject = (_, _) => new(new Trickle(Encoding.UTF8.GetBytes(text), piece));

            var got = await new[] { Ask(Some.Unit(options: Options)) }
                .Stream()
                .GetLinesFromS3(new() { Delimiter = delimiter })
                .Select(uow => uow.Get(Slots.S3Line)!)
                .ToListAsync();

            Assert.Equal(text.Split(delimiter), got);
        }
    }

    [Fact]
    public async Task GetLines_LineFilter_LeavesOut()
    {
        _s3.OnGetObject = (_, _) => Answer("a\n\nb\n");

        var got = await new[] { Ask(Some.Unit(options: Options)) }
            .Stream()
            .GetLinesFromS3(new() { LineFilter = line => line.Length > 0 })
            .Select(uow => uow.Get(Slots.S3Line)!)
            .ToListAsync();

        Assert.Equal(["a", "b"], got);
    }

    [Fact]
    public async Task GetLines_ReadsOnlyAsFarAsLinesArePulled()
    {
        var trickle = new Trickle(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("line\n", 100_000))), 1_000);
        _s3.OnOpenObject = (_, _) => new(trickle);

        var got = await new[] { Ask(Some.Unit(options: Options)) }.Stream().GetLinesFromS3().Take(3).ToListAsync();

        Assert.Equal(3, got.Count);
        Assert.InRange(trickle.Taken, 1, 20_000);
        Assert.True(trickle.IsDisposed);
    }

    [Fact]
    public async Task GetLines_BrokenObject_IsAFaultBehindTheLinesBefore()
    {
        var trickle = new Trickle("a\nb\nc"u8.ToArray(), 2, failAt: 4);
        _s3.OnOpenObject = (_, _) => new(trickle);
        var units = Some.Units(2, Options);

        var got = await new[] { Ask(units[0]), units[1] }.Stream().GetLinesFromS3().ToListAsync();

        Assert.Equal(["a", "b", null], got.Select(uow => uow.Get(Slots.S3Line)));
        Assert.Equal("cut", Assert.Single(units.Faults()).Error.Message);
    }

    // Node: list objects
    [Fact]
    public async Task ListObjects_LeavesOnePage()
    {
        _s3.OnListObjectsV2 = Page;

        var got = await new[] { List(Some.Unit(options: Options)) }.Stream().ListObjectsFromS3().ToListAsync();

        Assert.Equal(["k0", "k1"], got.Single().Get(Slots.S3ListResponse)!.Contents.Select(content => content.Key));
        Assert.Equal("things", _s3.Lists.Single().Bucket);
    }

    // Node: page objects
    [Fact]
    public async Task PageObjects_GivesAUnitForEachObject_PageByPage()
    {
        _s3.OnListObjectsV2 = Page;

        var got = await new[] { List(Some.Unit(options: Options)) }.Stream().PageObjectsFromS3().ToListAsync();

        Assert.Equal(["k0", "k1", "k2", "k3", "k4"], got.Select(uow => uow.Get(Slots.S3ListResponse)!.Content!.Key));
        Assert.Equal([null, "2", "4"], _s3.Lists.Select(list => list.ContinuationToken));
        Assert.Equal("4", got[^1].Get(Slots.S3ListRequest)!.ContinuationToken);
    }

    [Fact]
    public async Task PageObjects_PageThatFails_IsOneFaultAndTheEnd()
    {
        _s3.OnListObjectsV2 = (request, token) =>
            request.ContinuationToken is null ? Page(request, token) : throw new ServiceException("SlowDown", "slow");
        var units = Some.Units(2, Options);

        var got = await new[] { List(units[0]), units[1] }.Stream().PageObjectsFromS3().ToListAsync();

        Assert.Equal(["0", "0", "1"], got.Ids());
        Assert.Equal(2, _s3.Lists.Count);
        Assert.Equal("slow", Assert.Single(units.Faults()).Error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    public async Task PageObjects_ListThatLeadsNowhere_IsAFaultAndNoLoop(string? token)
    {
        _s3.OnListObjectsV2 = (_, _) =>
            new(new ListObjectsV2Response { IsTruncated = true, NextContinuationToken = token });
        var unit = List(Some.Unit(options: Options));

        Assert.Empty(await new[] { unit }.Stream().PageObjectsFromS3().ToListAsync());

        Assert.InRange(_s3.Lists.Count, 1, 2);
        Assert.Contains("more objects", Assert.Single(unit.Faults()).Error.Message, StringComparison.Ordinal);
    }

    // Node: head object; head object missing headRequestField
    [Fact]
    public async Task HeadS3Object_LeavesTheAnswer_AndPassesUnitsWithoutARequest()
    {
        _s3.OnHeadObject = (_, _) => new(new HeadObjectResponse { ContentLength = 3 });
        var units = Some.Units(2, Options);

        var got = await new[] { units[0].With(Slots.S3HeadRequest, new() { Key = "k" }), units[1] }
            .Stream()
            .HeadS3Object()
            .ToListAsync();

        Assert.Equal(3, got[0].Get(Slots.S3HeadResponse)!.ContentLength);
        Assert.False(got[1].Has(Slots.S3HeadResponse));
    }

    private static UnitOfWork Ask(UnitOfWork uow) => uow.With(Slots.S3GetRequest, new() { Key = "k" });

    private static UnitOfWork List(UnitOfWork uow) => uow.With(Slots.S3ListRequest, new() { MaxKeys = 2 });

    private static ValueTask<GetObjectResponse> Answer(string text) =>
        new(new GetObjectResponse { Body = Encoding.UTF8.GetBytes(text), ETag = "\"e\"" });

    private static ValueTask<ListObjectsV2Response> Page(ListObjectsV2Request request, CancellationToken token)
    {
        var start = int.Parse(request.ContinuationToken ?? "0", null);
        var keys = Enumerable.Range(0, 5).Skip(start).Take(2).Select(i => new S3Object { Key = $"k{i}" }).ToList();
        var next = start + keys.Count;
        return new(
            new ListObjectsV2Response
            {
                Contents = keys,
                IsTruncated = next < 5,
                NextContinuationToken = next < 5 ? $"{next}" : null,
            }
        );
    }

    /// <summary>Content that comes in small pieces, and may break.</summary>
    private sealed class Trickle(byte[] content, int piece, int? failAt = null) : MemoryStream(content, writable: false)
    {
        public int Taken { get; private set; }

        public bool IsDisposed { get; private set; }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await Task.Yield();
            if (Taken >= failAt)
                throw new IOException("cut");
            var read = base.Read(buffer.Span[..Math.Min(piece, buffer.Length)]);
            Taken += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
