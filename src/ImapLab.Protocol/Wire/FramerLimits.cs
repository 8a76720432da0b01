namespace ImapLab.Protocol.Wire;

/// <summary>The sizes that a framer lets a client use. All in octets.</summary>
/// <param name="Line">Text of one command without its literals.</param>
/// <param name="Literal">One literal.</param>
/// <param name="Literals">How many literals one command may have: MULTIAPPEND has one for each message (RFC 3502).</param>
/// <param name="AllLiterals">All literals of one command together.</param>
public sealed record FramerLimits(int Line = 64 * 1024, int Literal = 64 * 1024 * 1024, int Literals = 1000, int AllLiterals = 256 * 1024 * 1024);
