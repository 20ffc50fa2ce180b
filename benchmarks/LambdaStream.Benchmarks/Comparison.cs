using System.Globalization;

namespace LambdaStream.Benchmarks;

/// <summary>Measures cases and compares them with the baseline.</summary>
internal sealed class Comparison(Plan plan, Baseline baseline)
{
    private const int Attempts = 3;

    private readonly Dictionary<string, Figure> _figures = [];
    private readonly List<string> _problems = [];

    /// <summary>What was measured.</summary>
    public IReadOnlyDictionary<string, Figure> Figures => _figures;

    /// <summary>What has become worse, and what has no baseline.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Prints a line for each case when it is measured.</summary>
    public async Task RunAsync(IEnumerable<Case> cases)
    {
        Console.WriteLine(Line("", "ns", "ratio", "before", "change", "bytes", "before", "change"));
        // Until the compiler is done with it for sure, since a slow calibration would make the first cases look fast.
        await Calibration.MeasureAsync(6 * plan.WarmUp);
        foreach (var one in cases)
            await CompareAsync(one);
    }

    private async Task CompareAsync(Case one)
    {
        var before = baseline.Cases.GetValueOrDefault(one.Name);
        var (nanoseconds, figure) = await plan.MeasureAsync(one);
        // What looks worse may have been somebody else's work.
        for (var attempt = 1; attempt < Attempts && before is not null && IsWorse(figure, before); attempt++)
        {
            var (again, better) = await plan.MeasureAsync(one);
            (nanoseconds, figure) = (Math.Min(nanoseconds, again), figure.Best(better));
        }
        _figures[one.Name] = figure;
        Console.WriteLine(
            Line(
                one.Name,
                Text(nanoseconds, "#,0"),
                Text(figure.Ratio, "0.000"),
                Text(before?.Ratio, "0.000"),
                Change(figure.Ratio, before?.Ratio),
                Text(figure.Bytes, "#,0.0"),
                Text(before?.Bytes, "#,0.0"),
                Change(figure.Bytes, before?.Bytes)
            )
        );
        if (before is null)
            _problems.Add($"{one.Name} has no baseline.");
        else if (figure.IsSlowerThan(before))
            _problems.Add($"{one.Name} is slower: {Change(figure.Ratio, before.Ratio)}.");
        if (before is not null && figure.IsLargerThan(before))
            _problems.Add($"{one.Name} allocates more: {Change(figure.Bytes, before.Bytes)}.");
    }

    private static bool IsWorse(Figure figure, Figure before) =>
        figure.IsSlowerThan(before) || figure.IsLargerThan(before);

    private static string Text(double? number, string format) =>
        number?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static string Change(double now, double? before) =>
        before is > 0 ? (now / before.Value - 1).ToString("+0 %;-0 %;0 %", CultureInfo.InvariantCulture) : "-";

    private static string Line(
        string name,
        string nanoseconds,
        string ratio,
        string ratioBefore,
        string ratioChange,
        string bytes,
        string bytesBefore,
        string bytesChange
    ) =>
        $"{name, -32}{nanoseconds, 11}{ratio, 10}{ratioBefore, 10}{ratioChange, 8}{bytes, 13}{bytesBefore, 13}{bytesChange, 8}";
}
