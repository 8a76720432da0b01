namespace ImapLab.Differential.Tests.Wire;

/// <summary>A reply taken apart.</summary>
/// <param name="Tag"><c>*</c>, <c>+</c>, or a command's tag.</param>
/// <param name="Nodes">What follows. Of OK, NO, BAD, BYE and PREAUTH: the condition, the code where there is one, and the text.</param>
internal sealed record Reply(string Tag, IReadOnlyList<Node> Nodes)
{
    private static readonly string[] Conditions = ["OK", "NO", "BAD", "BYE", "PREAUTH"];

    public bool IsCondition => Tag != "+" && Nodes.Count > 0 && Conditions.Any(Nodes[0].IsAtom);

    /// <summary>The word that says what kind of reply it is: <c>FETCH</c> in <c>* 2 FETCH (…)</c>.</summary>
    public string Word => Nodes switch
    {
        [Node.Atom first, Node.Atom second, ..] when first.AsNumber() is not null => second.Value.ToUpperInvariant(),
        [Node.Atom first, ..] => first.Value.ToUpperInvariant(),
        _ => "",
    };

    /// <summary>The number before the word.</summary>
    public ulong? Number => Nodes.Count > 1 ? Nodes[0].AsNumber() : null;

    public Node.Code? Code => IsCondition && Nodes is [_, Node.Code code, ..] ? code : null;

    public bool Equals(Reply? other) => other is not null && Tag == other.Tag && Nodes.SequenceEqual(other.Nodes);

    public override int GetHashCode() => Nodes.Count;

    public Reply Map(Func<Node, Node> change) => this with { Nodes = [.. Nodes.Select(node => node.Map(change))] };

    /// <summary>The same without the code in brackets.</summary>
    public Reply WithoutCode() => Code is null ? this : this with { Nodes = [.. Nodes.Where(node => node is not Node.Code)] };

    public override string ToString() => $"{Tag} {string.Join(' ', Nodes)}";
}
