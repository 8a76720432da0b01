namespace ImapLab.Protocol.Parsing;

/// <summary>A command's grammar is right, but a text in it cannot be the name of any mailbox.</summary>
internal sealed class MisnamedException(string why) : GrammarException(why);
