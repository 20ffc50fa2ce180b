using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Keeps a view of others' events in objects of S3: turns each event into objects to write or to delete.</summary>
/// <remarks>
/// The Node library's flavor <c>materializeS3</c>. It reads an object, writes one and deletes one, in this order, each only if it
/// is asked to.
/// </remarks>
public sealed class MaterializeS3 : Rule
{
    /// <summary>Gives the object to read first, which <see cref="ToPutRequest"/> finds in <see cref="Slots.S3GetResponse"/>; null reads none.</summary>
    public Func<UnitOfWork, OneOrMany<GetObjectRequest>>? ToGetRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToGetRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<GetObjectRequest>>>? ToGetRequestAsync { get; init; }

    /// <summary>Gives the object to write, or several; null writes none.</summary>
    public Func<UnitOfWork, OneOrMany<PutObjectRequest>>? ToPutRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToPutRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<PutObjectRequest>>>? ToPutRequestAsync { get; init; }

    /// <summary>Gives the object to delete behind what is written, or several; null deletes none.</summary>
    public Func<UnitOfWork, OneOrMany<DeleteObjectRequest>>? ToDeleteRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToDeleteRequest"/>.</summary>
    public Func<
        UnitOfWork,
        CancellationToken,
        ValueTask<OneOrMany<DeleteObjectRequest>>
    >? ToDeleteRequestAsync { get; init; }

    /// <summary>Makes one unit of work of each part of an event, such as the elements of a list; by default none.</summary>
    public Splitting? Split { get; init; }

    /// <summary>The bucket of requests that name none; by default BUCKET_NAME.</summary>
    public string? BucketName { get; init; }

    /// <summary>An S3 of one's own; by default that of the options.</summary>
    public IS3? S3 { get; init; }

    /// <summary>Requests, and asynchronous mappings, in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most writes in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units)
    {
        var options = new Sinks.S3Options
        {
            BucketName = BucketName,
            S3 = S3,
            Parallel = Parallel,
            Order = Order,
        };
        return units
            .OnContentOf(this)
            .SplitBy(Split)
            .MapTo(Slots.S3GetRequest, ToGetRequest, ToGetRequestAsync, Parallel)
            .GetObjectFromS3(
                new()
                {
                    BucketName = BucketName,
                    S3 = S3,
                    Parallel = Parallel,
                }
            )
            .MapTo(Slots.S3PutRequest, ToPutRequest, ToPutRequestAsync, Parallel)
            .PutObjectToS3(options with { Rate = Rate })
            .MapTo(Slots.S3DeleteRequest, ToDeleteRequest, ToDeleteRequestAsync, Parallel)
            .DeleteObjectFromS3(options);
    }

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEncrypting(ToPutRequestAsync, nameof(ToPutRequestAsync));
        check.RequireEventType();
        check.RequireParallel(Parallel);
        check.RequireSplit(Split);
        check.RequirePort(S3 ?? check.Options.S3, nameof(StreamOptions.S3));
        check.RequireOneForm(ToGetRequest, ToGetRequestAsync, nameof(ToGetRequest));
        check.RequireOneForm(ToPutRequest, ToPutRequestAsync, nameof(ToPutRequest));
        check.RequireOneForm(ToDeleteRequest, ToDeleteRequestAsync, nameof(ToDeleteRequest));
        check.Require(
            (
                ToGetRequest
                ?? (object?)ToGetRequestAsync
                ?? ToPutRequest
                ?? (object?)ToPutRequestAsync
                ?? ToDeleteRequest
                ?? (object?)ToDeleteRequestAsync
            )
                is not null,
            "It does nothing. Set ToPutRequest, ToDeleteRequest or ToGetRequest."
        );
    }
}
