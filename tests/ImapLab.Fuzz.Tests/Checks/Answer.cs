namespace ImapLab.Fuzz.Tests.Checks;

/// <summary>What a server's line is to the client that waits for an answer.</summary>
internal enum AnswerKind
{
    /// <summary>The completion of the command with its tag.</summary>
    Tagged,

    /// <summary><c>+</c>: go on.</summary>
    GoOn,

    /// <summary><c>* BAD</c>: what was said had no tag to answer to.</summary>
    Untagged,

    /// <summary><c>* BYE</c></summary>
    Bye,
}

/// <param name="Text">The line from its second word on, for a person who reads of a finding.</param>
internal readonly record struct Answer(AnswerKind Kind, string Tag, string Text);
