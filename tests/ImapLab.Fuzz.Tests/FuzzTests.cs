using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ImapLab.Fuzz.Tests.Generation;
using ImapLab.Fuzz.Tests.Running;
using ImapLab.Server.Commands;

namespace ImapLab.Fuzz.Tests;

/// <summary>
/// Whatever a client says, the server answers it or says goodbye. IMAPLAB_FUZZ_RUNS says how many inputs are tried, IMAPLAB_FUZZ_SEED where they begin.
/// What is found is made small and written to Regressions, where it stays when it has been mended.
/// </summary>
[TestFixture]
internal sealed class FuzzTests
{
    private const int DefaultRuns = 50_000;

    private static IEnumerable<TestCaseData> Regressions =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Regressions"), "*.imap").Order(StringComparer.Ordinal)
            .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));

    [Test]
    public void Inputs_break_nothing()
    {
        var runs = Setting("IMAPLAB_FUZZ_RUNS", DefaultRuns);
        var seed = Setting("IMAPLAB_FUZZ_SEED", 1);
        var cases = (runs + CaseMaker.Inputs - 1) / CaseMaker.Inputs;
        TestContext.Progress.WriteLine($"{cases * CaseMaker.Inputs} inputs from seed {seed}");
        var began = Stopwatch.GetTimestamp();
        FuzzCase? found = null;

        Parallel.For(0, cases, (number, loop) =>
        {
            var @case = CaseMaker.Make(seed + number);
            if (Finding(@case) is null)
                return;
            Interlocked.CompareExchange(ref found, @case, null);
            loop.Stop();
        });

        var took = Stopwatch.GetElapsedTime(began);
        TestContext.Progress.WriteLine($"{took.TotalSeconds:F0} s, {cases * CaseMaker.Inputs / took.TotalSeconds:F0} inputs a second, {GC.GetTotalMemory(true) >> 20} MB kept");
        if (found is not null)
            Assert.Fail(Keep(Shrinker.Shrink(found)));
    }

    [TestCaseSource(nameof(Regressions))]
    public void What_was_found_once_stays_mended(string file) =>
        Assert.That(() => CaseRunner.Run(FuzzCase.FromFile(File.ReadAllBytes(file))), Throws.Nothing);

    [Test]
    public void Every_command_is_tried()
    {
        var missing = CommandCatalog.Names.Where(name => !Grammar.Imap.Text.Contains(name.Replace("UID ", "", StringComparison.Ordinal), StringComparison.Ordinal));

        Assert.That(missing, Is.Empty, "imap.grammar does not know them.");
    }

    [Test]
    public void A_case_survives_its_file()
    {
        var made = CaseMaker.Make(5);

        var read = FuzzCase.FromFile(made.ToFile());

        Assert.That(read.ToString(), Is.EqualTo(made.ToString()));
    }

    /// <returns>What is wrong, or null.</returns>
    private static Finding? Finding(FuzzCase @case)
    {
        try
        {
            CaseRunner.Run(@case);
            return null;
        }
        catch (Finding finding)
        {
            return finding;
        }
    }

    /// <summary>What is wrong, and where something escaped.</summary>
    private static string? Describe(Finding? finding) =>
        finding is null ? null : $"{finding.Message}\n{string.Join('\n', finding.InnerException?.StackTrace?.Split('\n').Take(8) ?? [])}";

    /// <summary>Writes a shrunk case down beside the others.</summary>
    /// <returns>What to tell whoever reads the test's failure.</returns>
    private static string Keep(FuzzCase shrunk)
    {
        var content = shrunk.ToFile();
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))[..12];
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Regressions", $"{name}.imap");
        File.WriteAllBytes(file, content);
        return $"{Describe(Finding(shrunk)) ?? "The finding went away in shrinking."}\nfor {shrunk}\nin {file}:\n{Convert.ToBase64String(content)}";
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
