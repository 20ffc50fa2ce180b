using System.Text;
using System.Text.Json.Nodes;
using System.Xml;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>JSON as the XML of AWS's answers.</summary>
internal static class XmlText
{
    private static readonly XmlWriterSettings Settings = new()
    {
        OmitXmlDeclaration = true,
        // Readers make one newline of each CR LF otherwise.
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <param name="name">The root element.</param>
    /// <param name="members">What it holds.</param>
    /// <param name="isFlat">Whether lists are elements one after the other, as S3 has them; otherwise they are members of one element.</param>
    public static string Of(string name, JsonObject members, bool isFlat = false)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Settings))
            Write(writer, name, members, isFlat);
        return text.ToString();
    }

    private static void Write(XmlWriter writer, string name, JsonNode? node, bool isFlat)
    {
        if (isFlat && node is JsonArray list)
        {
            foreach (var element in list)
                Write(writer, name, element, isFlat);
            return;
        }
        writer.WriteStartElement(name);
        switch (node)
        {
            case JsonObject members:
                foreach (var (inner, member) in members)
                    Write(writer, inner, member, isFlat);
                break;
            case JsonArray elements:
                foreach (var element in elements)
                    Write(writer, "member", element, isFlat);
                break;
            case not null:
                writer.WriteString(WireText.Of(node));
                break;
        }
        writer.WriteEndElement();
    }
}
