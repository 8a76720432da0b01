using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>A field's name in <c>BODY[HEADER.FIELDS (…)]</c> is an astring (RFC 9051 section 9, header-fld-name): quotes around it mean nothing.</summary>
internal sealed class FieldNameRule : INormalRule
{
    public string Name => "quoted field names";

    public string Reason => "A field's name in BODY[HEADER.FIELDS (…)] is an astring: quotes around it mean nothing.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        [.. replies.Select(reply => reply.Word == "FETCH" ? reply.Map(node => node is Node.Atom { Value: var name } && name.Contains("HEADER.FIELDS", StringComparison.Ordinal) ? new Node.Atom(name.Replace("\"", "", StringComparison.Ordinal)) : node) : reply)];
}
