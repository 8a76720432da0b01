using System.Globalization;
using System.Text;
using ImapLab.Fuzz.Tests.Running;

namespace ImapLab.Fuzz.Tests.Generation;

/// <summary>Draws cases: the same seed, the same case.</summary>
internal static class CaseMaker
{
    /// <summary>Inputs of one case, which one server hears.</summary>
    public const int Inputs = 25;

    private static readonly Start[] Starts = [.. Enum.GetValues<Start>()];

    public static FuzzCase Make(int seed)
    {
        var random = new Random(seed);
        var start = Draw(random);
        var mutator = new Mutator(random);
        var inputs = new List<byte[]>();
        var command = new List<byte>();
        for (var number = 1; number <= Inputs; number++)
        {
            command.Clear();
            command.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"t{number} ")));
            Grammar.Imap.Draw(Rule(start, random), random, command);
            command.AddRange("\r\n"u8);
            inputs.Add(mutator.Mutate(command, inputs));
        }

        return new FuzzCase(start, seed, inputs);
    }

    /// <summary>A handshake costs as much as many inputs.</summary>
    private static Start Draw(Random random)
    {
        var start = Starts[random.Next(Starts.Length)];
        return start is Start.Secured or Start.SecuredAndCompressed && random.Next(8) != 0 ? Start.Selected : start;
    }

    private static string Rule(Start start, Random random) => random.Next(10) == 0 ? "any" : start switch
    {
        Start.Stranger or Start.Authenticating => "stranger",
        Start.LoggedIn => "owner",
        _ => random.Next(3) == 0 ? "owner" : "selected",
    };
}
