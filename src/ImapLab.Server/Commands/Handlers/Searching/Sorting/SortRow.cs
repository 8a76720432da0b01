using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Commands.Handlers.Searching.Sorting;

/// <summary>A message and what it is sorted by, read once.</summary>
/// <param name="Number">Its sequence number when it was read.</param>
internal sealed record SortRow(uint Number, Uid Uid, SortValue[] Values);
