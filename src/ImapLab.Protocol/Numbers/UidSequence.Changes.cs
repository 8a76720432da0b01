namespace ImapLab.Protocol.Numbers;

public sealed partial class UidSequence
{
    /// <summary>Adds a UID above all others.</summary>
    /// <exception cref="ArgumentException">It is not above all others.</exception>
    public void Append(Uid uid)
    {
        if (uid <= Last)
            throw new ArgumentException($"UID {uid} does not come after {Last}.", nameof(uid));
        Add(uid);
    }

    /// <summary>Adds a UID where it belongs; the places above it move up by one.</summary>
    /// <returns>False where the sequence holds it already.</returns>
    public bool Add(Uid uid)
    {
        ArgumentOutOfRangeException.ThrowIfZero(uid.Value, nameof(uid));
        if (Contains(uid))
            return false;
        OwnLeaf(uid.Value, 1).Set(uid.Value % UidLeaf.Span);
        return true;
    }

    /// <summary>Adds all UIDs from one to another, ends included.</summary>
    public void AddRange(Uid from, Uid to)
    {
        ArgumentOutOfRangeException.ThrowIfZero(from.Value, nameof(from));
        for (ulong start = from.Value; start <= to.Value;)
        {
            var end = Math.Min(start | (UidLeaf.Span - 1), to.Value);
            var added = (int)(end - start) + 1 - CountOf(new Uid((uint)start), new Uid((uint)end));
            if (added > 0)
                OwnLeaf((uint)start, added).SetRange((uint)start % UidLeaf.Span, (uint)end % UidLeaf.Span);
            start = end + 1;
        }
    }

    /// <summary>Takes out the UID at a place counted from 0; the places above it move down by one.</summary>
    public Uid RemoveAt(int index)
    {
        var uid = this[index];
        Remove(uid);
        return uid;
    }

    /// <summary>Takes out a UID.</summary>
    /// <returns>False where the sequence did not hold it.</returns>
    public bool Remove(Uid uid)
    {
        if (!Contains(uid))
            return false;
        if (Count == 1)
            Clear();
        else
            OwnLeafOrDrop(uid.Value)?.Clear(uid.Value % UidLeaf.Span);
        return true;
    }

    /// <summary>Takes out all UIDs below one.</summary>
    public void RemoveBelow(Uid uid)
    {
        var doomed = CountBelow(uid.Value, out _);
        if (doomed == Count)
            Clear();
        else if (doomed > 0)
            Cut(uid.Value, doomed);
    }

    public void Clear()
    {
        _root = null;
        _height = 0;
        Count = 0;
        _version++;
    }

    /// <summary>The leaf of a UID, on a way down that is this sequence's own, with the counts on the way made larger.</summary>
    private UidLeaf OwnLeaf(uint uid, int added)
    {
        _owner ??= new object();
        while (!Covers(uid))
            Grow();
        ref var link = ref _root;
        for (var level = _height; level > 0; level--)
        {
            var branch = (link as UidBranch)?.OwnedBy(_owner) ?? new UidBranch(_owner);
            link = branch;
            var slot = SlotOf(uid, level);
            branch.Count(slot) += added;
            link = ref branch.Node(slot);
        }

        var leaf = (link as UidLeaf)?.OwnedBy(_owner) ?? new UidLeaf(_owner);
        link = leaf;
        Changed(added);
        return leaf;
    }

    /// <summary>The leaf of a UID that is to go, or null where the UID was all that hung on a node, which is then gone itself.</summary>
    private UidLeaf? OwnLeafOrDrop(uint uid)
    {
        _owner ??= new object();
        Changed(-1);
        ref var link = ref _root;
        for (var level = _height; level > 0; level--)
        {
            var branch = ((UidBranch)link!).OwnedBy(_owner);
            link = branch;
            var slot = SlotOf(uid, level);
            link = ref branch.Node(slot);
            if (--branch.Count(slot) > 0)
                continue;
            link = null;
            return null;
        }

        var leaf = ((UidLeaf)link!).OwnedBy(_owner);
        link = leaf;
        return leaf;
    }

    /// <summary>Takes out what is below a UID: on the way down to it, all that hangs to the left.</summary>
    private void Cut(uint uid, int doomed)
    {
        _owner ??= new object();
        Changed(-doomed);
        ref var link = ref _root;
        for (var level = _height; level > 0; level--)
        {
            var branch = ((UidBranch)link!).OwnedBy(_owner);
            link = branch;
            var slot = SlotOf(uid, level);
            for (var left = 0; left < slot; left++)
            {
                doomed -= branch.Count(left);
                branch.Count(left) = 0;
                branch.Node(left) = null;
            }

            link = ref branch.Node(slot);
            branch.Count(slot) -= doomed;
            if (branch.Count(slot) > 0)
                continue;
            link = null;
            return;
        }

        var leaf = ((UidLeaf)link!).OwnedBy(_owner);
        link = leaf;
        leaf.ClearBelow(uid % UidLeaf.Span);
    }

    /// <summary>Makes the tree one level higher; what there is becomes its first part.</summary>
    private void Grow()
    {
        if (_root is not null)
        {
            var root = new UidBranch(_owner!);
            root.Node(0) = _root;
            root.Count(0) = Count;
            _root = root;
        }

        _height++;
    }

    private void Changed(int by)
    {
        Count += by;
        _version++;
    }
}
