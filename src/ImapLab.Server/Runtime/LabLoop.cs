namespace ImapLab.Server.Runtime;

/// <summary>
/// The one consumer of an account's work: everything that reads or changes the account's mail runs on its loop, one item
/// after the other, so none of it needs a lock.
/// </summary>
public abstract class LabLoop
{
    /// <summary>Adds work to the end of the queue. May be called from any thread.</summary>
    public abstract void Post(Action work);

    /// <summary>
    /// Like <see cref="Post"/>, for who has nothing else to do: where the loop is at rest the work may run before this returns, on the caller's own
    /// thread, which saves the way to another one.
    /// </summary>
    public virtual void Enter(Action work) => Post(work);
}
