using LambdaStream.Benchmarks;

// FILE [--update] [--quick] [--list] [NAME...], where FILE is the baseline: see ../compare.
if (args is [])
    return Fail("Start benchmarks/compare.");
var file = args[0];
var options = args[1..].Where(arg => arg.StartsWith('-')).ToHashSet();
var names = args[1..].Where(arg => !arg.StartsWith('-')).ToList();
if (options.Except(["--update", "--quick", "--list"]).FirstOrDefault() is { } unknown)
    return Fail($"There is no option {unknown}; there are --update, --quick and --list.");
if (names.FirstOrDefault(name => !Catalogue.All.Any(one => IsMeant(one, name))) is { } missing)
    return Fail($"There is no case with {missing} in its name; see --list.");

var cases = Catalogue.All.Where(one => names.Count == 0 || names.Any(name => IsMeant(one, name))).ToList();
if (options.Contains("--list"))
{
    foreach (var one in cases)
        Console.WriteLine(one.Name);
    return 0;
}

var baseline = Baseline.Read(file);
var comparison = new Comparison(options.Contains("--quick") ? Plan.Quick : Plan.Whole, baseline);
await comparison.RunAsync(cases);
if (options.Contains("--update"))
{
    baseline.With(comparison.Figures).Write(file);
    Console.WriteLine($"\nThe baseline has {cases.Count} new figures.");
    return 0;
}
foreach (var problem in comparison.Problems)
    Console.Error.WriteLine($"error: {problem}");
Console.WriteLine($"\n{cases.Count} cases, {comparison.Problems.Count} problems");
return comparison.Problems.Count == 0 ? 0 : 1;

static bool IsMeant(Case one, string name) => one.Name.Contains(name, StringComparison.OrdinalIgnoreCase);

static int Fail(string message)
{
    Console.Error.WriteLine($"error: {message}");
    return 2;
}
