using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ImapLab.Architecture.Tests;

/// <summary>The repository's own source files.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>A file's code without comments and texts.</summary>
    public static string CodeOf(string file) => NoCode().Replace(File.ReadAllText(file), " ");

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$?\"{3}.*?\"{3}|\$?@"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""", RegexOptions.Singleline)]
    private static partial Regex NoCode();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
