namespace ImapLab.Fuzz.Tests.Checks;

/// <summary>msg-att: items and their values, in turn.</summary>
internal static class FetchData
{
    public static void Read(ref ResponseLine line)
    {
        line.Take('(');
        do
        {
            var name = line.Word("a FETCH item");
            if (name.Contains('['))
                Section(ref line);
            line.Take(' ');
            if (name is "UID" or "RFC822.SIZE")
                line.Number();
            else
                line.Value();
        }
        while (line.TryTake(' '));
        line.Take(')');
    }

    /// <summary>The rest of <c>BODY[1.HEADER.FIELDS (A B)]&lt;0&gt;</c>.</summary>
    private static void Section(ref ResponseLine line)
    {
        while (line.TryTake(' '))
            line.Value();
        line.Take(']');
        if (line.TryTake('<'))
        {
            line.Number();
            line.Take('>');
        }
    }
}
