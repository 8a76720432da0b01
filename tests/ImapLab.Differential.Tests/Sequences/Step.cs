namespace ImapLab.Differential.Tests.Sequences;

/// <summary>One thing that one client does, while the others keep still.</summary>
/// <param name="Session">Which client, from 1. It connects with its first step.</param>
internal abstract record Step(int Session);

/// <summary>The client says something and reads until it is answered.</summary>
/// <param name="Text">What it says, without the last line end, with the marks of <see cref="StepText"/>.</param>
internal sealed record SayStep(int Session, string Text) : Step(Session)
{
    /// <summary>Something in it was drawn to be wrong, so that a server may refuse it.</summary>
    public bool IsWrong { get; init; }

    /// <summary>The command's name as sent, <c>UID FETCH</c> in two words; empty where there is none to see.</summary>
    public string Verb
    {
        get
        {
            var words = Text.Split(' ', 4);
            var verb = words.Length > 1 ? words[1].ToUpperInvariant() : "";
            return verb == "UID" && words.Length > 2 ? $"UID {words[2].ToUpperInvariant()}" : verb;
        }
    }
}

/// <summary>The client, idle, reads on until it knows what the fake server has told it already.</summary>
internal sealed record WaitStep(int Session) : Step(Session);

/// <summary>The client closes its connection without a word.</summary>
internal sealed record HangUpStep(int Session) : Step(Session);
