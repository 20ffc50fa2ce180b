using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LambdaStream.Benchmarks;

/// <summary>The figures that the repository keeps, by the names of cases: <c>benchmarks/baseline.json</c>.</summary>
public sealed record Baseline(IReadOnlyDictionary<string, Figure> Cases)
{
    /// <summary>Reads the file; one that is not there yet has no figures.</summary>
    public static Baseline Read(string file) =>
        File.Exists(file)
            ? JsonSerializer.Deserialize<Baseline>(File.ReadAllBytes(file), JsonSerializerOptions.Web)!
            : new(new Dictionary<string, Figure>());

    /// <summary>The baseline with these figures in the place of its own; the others stay.</summary>
    public Baseline With(IReadOnlyDictionary<string, Figure> figures) =>
        new(Cases.Where(own => !figures.ContainsKey(own.Key)).Concat(figures).ToDictionary());

    /// <summary>Writes the file, with a line for each case in the order of the catalogue.</summary>
    public void Write(string file)
    {
        var lines = Catalogue
            .All.Where(one => Cases.ContainsKey(one.Name))
            .Select(one => Line(one.Name, Cases[one.Name]));
        File.WriteAllText(
            file,
            $"{{\n  \"cases\": {{\n{string.Join(",\n", lines)}\n  }}\n}}\n",
            new UTF8Encoding(false)
        );
    }

    private static string Line(string name, Figure figure) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""    "{{name}}": { "ratio": {{figure.Ratio:0.0000}}, "bytes": {{figure.Bytes:0.0}} }"""
        );
}
