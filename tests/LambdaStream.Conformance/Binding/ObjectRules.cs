namespace LambdaStream.Conformance.Binding;

/// <summary>The flavor for S3.</summary>
internal static class ObjectRules
{
    public static MaterializeS3 Materialize(RuleBinding rule)
    {
        var forms = rule.Vector.Forms;
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            Split = SplittingFactory.Make(rule),
            ToGetRequest = rule.Mappings("toGetRequest", forms.GetObject),
            ToPutRequest = rule.Mappings("toPutRequest", forms.PutObject),
            ToDeleteRequest = rule.Mappings("toDeleteRequest", forms.DeleteObject),
            BucketName = rule.Members.Text("bucketName"),
            Parallel = rule.Members.Number("parallel"),
            Rate = rule.Members.Rate(),
        };
    }
}
