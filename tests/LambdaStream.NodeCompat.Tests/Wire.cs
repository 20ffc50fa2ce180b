using System.Text;
using LambdaStream.Testing;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>Texts as they go over the wire, and lists of them in Node's answers.</summary>
internal static class Wire
{
    /// <summary>A batch of a Kinesis stream with these texts.</summary>
    public static byte[] Stream(params IReadOnlyList<string> texts) =>
        Records.KinesisData([.. texts.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>The strings of a list, or the JSON of what is none.</summary>
    public static List<string> Texts(Json list) =>
        Texts(
            list,
            element => element.Kind is System.Text.Json.JsonValueKind.String ? element.GetString()! : element.ToString()
        );

    public static List<T> Texts<T>(Json list, Func<Json, T> select)
    {
        var texts = new List<T>();
        foreach (var element in list.EnumerateArray())
            texts.Add(select(element));
        return texts;
    }
}
