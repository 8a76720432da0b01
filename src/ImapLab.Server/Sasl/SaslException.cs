namespace ImapLab.Server.Sasl;

/// <summary>A client's message that its mechanism does not know; the message tells the client why and quotes nothing of it.</summary>
public sealed class SaslException(string why) : Exception(why);
