using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>A subject without what answering and forwarding add to it (RFC 5256 section 2.1), folded by <see cref="UnicodeCasemap"/>.</summary>
/// <param name="IsReply">Whether anything that marks an answer or a forward was taken away.</param>
internal readonly record struct BaseSubject(string Text, bool IsReply)
{
    /// <param name="subject">Decoded; its blanks need not be compressed.</param>
    public static BaseSubject Of(string subject)
    {
        var text = UnicodeCasemap.Map(Compress(subject)).AsSpan();
        var isReply = false;
        while (true)
        {
            text = WithoutTrailers(text, ref isReply);
            text = WithoutLeaders(text, ref isReply);
            if (!text.StartsWith("[FWD:") || !text.EndsWith("]"))
                return new BaseSubject(text.ToString(), isReply);
            text = text[5..^1];
            isReply = true;
        }
    }

    /// <summary>Step 1: tabs and several blanks are one space.</summary>
    private static string Compress(string subject)
    {
        var text = new StringBuilder(subject.Length);
        foreach (var character in subject)
        {
            var blank = character is ' ' or '\t' or '\r' or '\n';
            if (!blank)
                text.Append(character);
            else if (text.Length == 0 || text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString();
    }

    /// <summary>Step 2, subj-trailer.</summary>
    private static ReadOnlySpan<char> WithoutTrailers(ReadOnlySpan<char> text, scoped ref bool isReply)
    {
        for (text = text.TrimEnd(' '); text.EndsWith("(FWD)"); text = text[..^5].TrimEnd(' '))
            isReply = true;
        return text;
    }

    /// <summary>
    /// Steps 3 to 5. A run of blobs before a subj-refwd goes with it; of a run before anything else every blob goes that leaves something.
    /// To look at a whole run at once gives what the steps give one by one, in time that does not grow with its square.
    /// </summary>
    private static ReadOnlySpan<char> WithoutLeaders(ReadOnlySpan<char> text, scoped ref bool isReply)
    {
        while (true)
        {
            text = text.TrimStart(' ');
            var (afterBlobs, lastBlob) = Blobs(text);
            if (AfterRefwd(text[afterBlobs..]) is > 0 and var refwd)
            {
                text = text[(afterBlobs + refwd)..];
                isReply = true;
                continue;
            }

            return afterBlobs == text.Length ? text[lastBlob..] : text[afterBlobs..];
        }
    }

    /// <summary>*subj-blob at the start of a text: where they end, and where the last of them begins.</summary>
    private static (int End, int Last) Blobs(ReadOnlySpan<char> text)
    {
        var (end, last) = (0, 0);
        while (BlobLength(text[end..]) is > 0 and var length)
            (end, last) = (end + length, end);
        return (end, last);
    }

    /// <summary>subj-blob: a text in square brackets and the blanks after it; 0 where there is none.</summary>
    private static int BlobLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '[')
            return 0;
        var inside = text[1..].IndexOfAny('[', ']');
        if (inside < 0 || text[inside + 1] == '[')
            return 0;
        var end = inside + 2;
        while (end < text.Length && text[end] == ' ')
            end++;
        return end;
    }

    /// <summary>subj-refwd at the start of a text: where it ends; 0 where there is none.</summary>
    private static int AfterRefwd(ReadOnlySpan<char> text)
    {
        var end = text.StartsWith("RE") ? 2 : text.StartsWith("FWD") ? 3 : text.StartsWith("FW") ? 2 : 0;
        if (end == 0)
            return 0;
        while (end < text.Length && text[end] == ' ')
            end++;
        end += BlobLength(text[end..]);
        return end < text.Length && text[end] == ':' ? end + 1 : 0;
    }
}
