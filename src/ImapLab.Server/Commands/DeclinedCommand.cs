using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands;

/// <summary>A command that was over before its client sent all of it (<see cref="ILiteralGate"/>).</summary>
internal sealed record DeclinedCommand(string Tag, string Name, Reply Completion) : ImapCommand(Tag, Name);
