namespace ImapLab.Fuzz.Tests.Running;

/// <summary>Makes a case with a finding smaller, as long as there is a finding in it.</summary>
internal static class Shrinker
{
    /// <summary>So many tries and no more: each runs a case.</summary>
    private const int MostTries = 3000;

    public static FuzzCase Shrink(FuzzCase found)
    {
        var tries = 0;
        var kind = Kind(found);
        var shrunk = Try(found with { Slices = 0 }, kind, ref tries) ?? found;
        for (var smaller = true; smaller && tries < MostTries;)
        {
            smaller = false;
            for (var index = shrunk.Inputs.Count - 1; index >= 0; index--)
            {
                if (Try(shrunk with { Inputs = [.. shrunk.Inputs.Where((_, at) => at != index)] }, kind, ref tries) is not { } without)
                    continue;
                shrunk = without;
                smaller = true;
            }

            for (var index = 0; index < shrunk.Inputs.Count; index++)
                smaller |= ShrinkInput(ref shrunk, index, kind, ref tries);
        }

        return shrunk;
    }

    private static bool ShrinkInput(ref FuzzCase found, int index, string? kind, ref int tries)
    {
        var smaller = false;
        for (var length = found.Inputs[index].Length / 2; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= found.Inputs[index].Length && tries < MostTries;)
            {
                var input = found.Inputs[index];
                byte[] without = [.. input[..at], .. input[(at + length)..]];
                if (Try(found with { Inputs = [.. found.Inputs.Select((one, number) => number == index ? without : one)] }, kind, ref tries) is { } shrunk)
                {
                    found = shrunk;
                    smaller = true;
                }
                else
                {
                    at += length;
                }
            }
        }

        return smaller;
    }

    /// <returns>The case where it still has a finding of the kind, else null.</returns>
    private static FuzzCase? Try(FuzzCase tried, string? kind, ref int tries)
    {
        tries++;
        return Kind(tried) == kind ? tried : null;
    }

    /// <summary>How a case's finding begins; another one is another finding. Null for none.</summary>
    private static string? Kind(FuzzCase tried)
    {
        try
        {
            CaseRunner.Run(tried);
            return null;
        }
        catch (Finding finding)
        {
            return finding.Message[..Math.Min(finding.Message.Length, 20)];
        }
    }
}
