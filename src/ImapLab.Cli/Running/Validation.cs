using ImapLab.Profiles.Yaml;

namespace ImapLab.Cli.Running;

/// <summary>Checks files one after the other and says all that is wrong with all of them.</summary>
internal static class Validation
{
    /// <param name="check">Loads a file and says what it is.</param>
    public static int Run(IEnumerable<string> files, Func<string, string> check)
    {
        var code = ExitCodes.Success;
        foreach (var file in files)
        {
            try
            {
                Console.Out.WriteLine($"{file}: {check(file)}, no errors");
            }
            catch (Exception wrong) when (wrong is YamlFileException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(wrong.Message);
                code = ExitCodes.BadInput;
            }
        }

        return code;
    }
}
