using ImapLab.Differential.Tests.Sequences;

namespace ImapLab.Differential.Tests.Wire;

/// <summary>A piece of a reply, whatever its spelling: a quoted string and a literal are the same.</summary>
internal abstract record Node
{
    /// <summary>An atom, a number, a flag, or an item's name such as <c>BODY[HEADER.FIELDS (DATE)]&lt;0&gt;</c>.</summary>
    public sealed record Atom(string Value) : Node
    {
        public override string ToString() => Value;
    }

    public sealed record Text(string Value) : Node
    {
        public override string ToString() => $"\"{StepText.Escape(Value)}\"";
    }

    /// <summary>A literal8, which may hold NULs (RFC 3516 section 4.2).</summary>
    public sealed record Octets(string Value) : Node
    {
        public override string ToString() => $"~\"{StepText.Escape(Value)}\"";
    }

    public sealed record List(IReadOnlyList<Node> Items) : Node
    {
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Count;

        public override string ToString() => $"({string.Join(' ', Items)})";
    }

    /// <summary>A response code: what stands in brackets after OK, NO, BAD or BYE.</summary>
    public sealed record Code(IReadOnlyList<Node> Items) : Node
    {
        public string Name => Items is [Atom atom, ..] ? atom.Value.ToUpperInvariant() : "";

        public bool Equals(Code? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Count;

        public override string ToString() => $"[{string.Join(' ', Items)}]";
    }

    public static Node Number(ulong value) => new Atom(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public bool IsAtom(string text) => this is Atom atom && atom.Value.Equals(text, StringComparison.OrdinalIgnoreCase);

    public ulong? AsNumber() => this is Atom atom && ulong.TryParse(atom.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>This piece with every piece in it replaced, the innermost first.</summary>
    public Node Map(Func<Node, Node> change) => change(this switch
    {
        List list => new List([.. list.Items.Select(item => item.Map(change))]),
        Code code => new Code([.. code.Items.Select(item => item.Map(change))]),
        _ => this,
    });
}
