// Checks packages as a user gets them: that they are whole, say what they are, and bring nothing along unasked.
// Run by eng/check-packages.

#:property PublishAot=false

using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

// What a package may depend on besides its siblings of the same version.
var allowedDependencies = new Dictionary<string, string[]>
{
    ["LambdaStream"] = ["Microsoft.Extensions.Logging.Abstractions"],
    ["LambdaStream.Aws.SdkCredentials"] = ["AWSSDK.Core"],
    ["LambdaStream.DependencyInjection"] =
    [
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
    ],
};
const string repository = "https://github.com/lambdastream/lambdastream";
const string framework = "net10.0";

// The language-independent id of Source Link's document in a portable PDB.
var sourceLink = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");

if (args is not [var folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: check-packages <folder of packages>");
    return 2;
}

var problems = new List<string>();
var expected = Directory
    .EnumerateFiles("src", "*.csproj", SearchOption.AllDirectories)
    .Select(project => Path.GetFileNameWithoutExtension(project))
    .ToHashSet();
var found = new HashSet<string>();
var versions = new HashSet<string>();

foreach (var file in Directory.EnumerateFiles(folder, "*.nupkg").Order(StringComparer.Ordinal))
    CheckPackage(file);
foreach (var missing in expected.Except(found).Order(StringComparer.Ordinal))
    problems.Add($"{missing}: there is no package of it");
foreach (var surprise in found.Except(expected).Order(StringComparer.Ordinal))
    problems.Add($"{surprise}: only what is under src is packed");
if (versions.Count > 1)
    problems.Add($"the packages are released together, but have the versions {string.Join(", ", versions)}");

foreach (var problem in problems)
    Console.Error.WriteLine($"error: {problem}");
Console.WriteLine($"{found.Count} packages, {problems.Count} problems");
return problems.Count == 0 && found.Count > 0 ? 0 : 1;

void CheckPackage(string file)
{
    using var package = ZipFile.OpenRead(file);
    var spec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
    var metadata = Xml(spec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    var id = Value(metadata, "id");
    var version = Value(metadata, "version");
    found.Add(id);
    versions.Add(version);
    void Require(bool condition, string problem)
    {
        if (!condition)
            problems.Add($"{id}: {problem}");
    }

    foreach (var name in (string[])["authors", "description", "tags", "projectUrl", "copyright"])
        Require(Value(metadata, name) is not ("" or "Package Description"), $"{name} is missing");
    var license = Element(metadata, "license");
    Require(license is { Value: "MIT" } && license.Attribute("type")?.Value == "expression", "the license is not MIT");
    var source = Element(metadata, "repository");
    Require(source?.Attribute("url")?.Value == repository, $"the repository is not {repository}");
    Require(source?.Attribute("commit")?.Value is { Length: 40 }, "the commit is missing");
    CheckDependencies(id, version, metadata, Require);

    string[] files =
    [
        .. package
            .Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("package/", StringComparison.Ordinal))
            .Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && name != spec.FullName),
    ];
    string[] wanted = ["README.md", $"lib/{framework}/{id}.dll", $"lib/{framework}/{id}.xml"];
    foreach (var name in wanted.Except(files))
        Require(false, $"{name} is missing");
    foreach (var name in files.Except(wanted))
        Require(false, $"{name} does not belong into the package");
    if (wanted.Except(files).Any())
        return;

    Require(Value(metadata, "readme") == "README.md", "the readme is not README.md");
    Require(Text(package, "README.md").Contains(id, StringComparison.Ordinal), "its README.md does not name it");
    using var assembly = new PEReader(new MemoryStream(Bytes(package, $"lib/{framework}/{id}.dll")));
    var reader = assembly.GetMetadataReader();
    var publicTypes = reader
        .TypeDefinitions.Select(reader.GetTypeDefinition)
        .Count(type =>
            (type.Attributes & System.Reflection.TypeAttributes.VisibilityMask)
            == System.Reflection.TypeAttributes.Public
        );
    var documented = Xml(package.GetEntry($"lib/{framework}/{id}.xml")!).Descendants("member").Count();
    Require(documented >= publicTypes, $"{documented} documented members for {publicTypes} public types");
    var debug = assembly.ReadDebugDirectory();
    Require(
        debug.Any(entry => entry.Type is DebugDirectoryEntryType.Reproducible),
        "the assembly is not deterministic"
    );
    CheckSymbols(Path.ChangeExtension(file, ".snupkg"), id, Id(assembly, debug), Require);
    Console.WriteLine($"{id} {version}: {publicTypes} public types, {new FileInfo(file).Length / 1024} KB");
}

void CheckDependencies(string id, string version, XElement metadata, Action<bool, string> require)
{
    var groups = Element(metadata, "dependencies")?.Elements().ToArray() ?? [];
    require(
        groups.All(group => group.Attribute("targetFramework")?.Value == framework),
        $"it has dependencies for something else than {framework}"
    );
    foreach (var dependency in groups.Elements())
    {
        var name = dependency.Attribute("id")!.Value;
        var isSibling = id != "LambdaStream" && expected.Contains(name);
        var isAllowed = allowedDependencies.GetValueOrDefault(id, []).Contains(name);
        require(isSibling || isAllowed, $"it depends on {name}: is that meant? Then allow it in eng/check-packages.cs");
        require(
            !isSibling || dependency.Attribute("version")!.Value == version,
            $"it depends on {name} {dependency.Attribute("version")!.Value}, not {version}"
        );
    }
}

void CheckSymbols(string file, string id, BlobContentId assembly, Action<bool, string> require)
{
    if (!File.Exists(file))
    {
        require(false, "its symbol package is missing");
        return;
    }
    using var package = ZipFile.OpenRead(file);
    if (package.GetEntry($"lib/{framework}/{id}.pdb") is not { } entry)
    {
        require(false, "its symbol package has no symbols");
        return;
    }
    using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(package, entry.FullName)));
    var symbols = provider.GetMetadataReader();
    require(
        new BlobContentId(symbols.DebugMetadataHeader!.Id).Guid == assembly.Guid,
        "the symbols are another build's"
    );
    string[] paths =
    [
        .. symbols
            .Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name))
            .Where(path => !path.StartsWith("/_/", StringComparison.Ordinal)),
    ];
    require(paths is [], $"the symbols name {paths.Length} paths of this machine, such as {paths.FirstOrDefault()}");
    if (!IsClonedFromGitHub())
        return;
    var links = symbols
        .GetCustomDebugInformation(EntityHandle.ModuleDefinition)
        .Select(symbols.GetCustomDebugInformation)
        .Where(information => symbols.GetGuid(information.Kind) == sourceLink)
        .Select(information => Encoding.UTF8.GetString(symbols.GetBlobBytes(information.Value)));
    require(links.Any(), "the symbols have no Source Link");
}

// Source Link knows where the sources are from the clone's remote; a clone of a clone has none.
static bool IsClonedFromGitHub() =>
    File.Exists(".git/config") && File.ReadAllText(".git/config").Contains("github.com", StringComparison.Ordinal);

static BlobContentId Id(PEReader assembly, IEnumerable<DebugDirectoryEntry> debug)
{
    var entry = debug.Single(entry => entry.Type is DebugDirectoryEntryType.CodeView);
    return new(assembly.ReadCodeViewDebugDirectoryData(entry).Guid, entry.Stamp);
}

static XElement? Element(XElement metadata, string name) =>
    metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);

static string Value(XElement metadata, string name) => Element(metadata, name)?.Value.Trim() ?? "";

static XDocument Xml(ZipArchiveEntry entry)
{
    using var stream = entry.Open();
    return XDocument.Load(stream);
}

static string Text(ZipArchive package, string name) => Encoding.UTF8.GetString(Bytes(package, name));

static byte[] Bytes(ZipArchive package, string name)
{
    using var stream = package.GetEntry(name)!.Open();
    var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}
