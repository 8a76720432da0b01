namespace ImapLab.Protocol.Parsing;

/// <summary>A command's text is not what the grammar asks for. Caught by <see cref="CommandParser"/>, never seen outside.</summary>
internal sealed class GrammarException(string why) : Exception(why);
