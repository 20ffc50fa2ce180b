using System.Xml;

namespace LambdaStream.Aws.Transport;

/// <summary>An element of an XML answer: its text, or its elements. Names are without their name space.</summary>
/// <remarks>What is missing is <see cref="None"/>, so that a path can be followed without asking at each step.</remarks>
internal sealed class XmlTree
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly string _name;
    private readonly List<XmlTree> _elements = [];

    private XmlTree(string name) => _name = name;

    public static XmlTree None { get; } = new("");

    /// <summary>The text; null where there is no such element, and where it has elements.</summary>
    public string? Text { get; private set; }

    /// <summary>The first element of that name.</summary>
    public XmlTree this[string name] => _elements.Find(element => element._name == name) ?? None;

    /// <summary>The elements of a list, which the Query protocol calls member.</summary>
    public IEnumerable<XmlTree> Members => _elements.Where(element => element._name is "member");

    /// <summary>All elements of that name.</summary>
    public IEnumerable<XmlTree> All(string name) => _elements.Where(element => element._name == name);

    /// <summary>Reads the root element of a document.</summary>
    /// <exception cref="XmlException">It is no XML, or has a document type.</exception>
    public static XmlTree Parse(byte[] utf8)
    {
        using var stream = new MemoryStream(utf8);
        using var reader = XmlReader.Create(stream, Settings);
        var document = new XmlTree("");
        var open = new Stack<XmlTree>([document]);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var element = new XmlTree(reader.LocalName) { Text = "" };
                    var parent = open.Peek();
                    parent._elements.Add(element);
                    parent.Text = null;
                    if (!reader.IsEmptyElement)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text
                or XmlNodeType.CDATA
                or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace when open.Peek()._elements.Count == 0:
                    open.Peek().Text += reader.Value;
                    break;
            }
        }
        return document._elements[0];
    }
}
