using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Sqlite;

/// <summary>Writes one change, inside a transaction of the store's.</summary>
internal sealed class ChangeWriter(Statements statements, Words words, StoreChange change)
{
    public void Run()
    {
        statements.UpdateAccount.With(change.Account, change.Initialized).Run();
        foreach (var loss in change.Lost)
            Write(loss);
        foreach (var place in change.Released)
            statements.ReleaseGone.With(Keys.Of(place)).Run();
        foreach (var place in change.Recovered)
            statements.DeleteGone.With(Keys.Of(place)).Run();
        foreach (var number in change.RemovedFolders)
            Remove(number);
        foreach (var folder in change.Folders)
            Write(folder);
        foreach (var message in change.Awaited)
            statements.UpsertAwaited.With(Keys.Of(message.Place), Keys.Of(message.Since), message.Json).Run();
        foreach (var place in change.Arrived)
            statements.DeleteAwaited.With(Keys.Of(place)).Run();
        foreach (var thread in change.Threads)
            statements.InsertThread.With(thread.Key, thread.ThreadId).Run();
        foreach (var told in change.Events)
            EventRow.Bind(statements.InsertEvent, told).Run();
        if (change.Events.Count > 0)
            statements.UpdateSequence.With(change.Events[^1].Sequence).Run();
    }

    private void Write(Loss loss)
    {
        var chunks = new UidChunks(statements, loss.Folder);
        foreach (var uid in loss.Uids ?? All(loss.Folder))
        {
            statements.InsertGone
                .With(Keys.Of(loss.Folder, uid), loss.Folder, Keys.Of(change.At), loss.Proof.ToString(), loss.IsHeld, !chunks.Of(uid).IsUnasked(uid))
                .Run();
        }
    }

    private List<Uid> All(int folder)
    {
        var uids = new List<Uid>();
        foreach (var (key, bytes) in statements.SelectChunks.With(UidChunk.First(folder), UidChunk.First(folder + 1)).ReadAll(row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1))))
        {
            foreach (var (from, to) in UidRuns.Read(bytes))
            {
                for (var at = from; at <= to; at++)
                    uids.Add(new Uid(UidChunk.BaseOf(key) + (uint)at));
            }
        }

        return uids;
    }

    private void Remove(int folder)
    {
        statements.DeleteMessages.With(Keys.First(folder), Keys.First(folder + 1)).Run();
        statements.DeleteChunks.With(UidChunk.First(folder), UidChunk.First(folder + 1)).Run();
        statements.DeleteFolder.With(folder).Run();
    }

    private void Write(FolderChange folder)
    {
        var number = folder.Folder.Number;
        FolderRow.Bind(statements.UpsertFolder, folder.Folder, change.At).Run();
        statements.UpdateFolderNumber.With(number).Run();
        var chunks = new UidChunks(statements, number);
        foreach (var uid in folder.Removed)
        {
            chunks.Of(uid).Remove(uid);
            statements.DeleteMessage.With(Keys.Of(number, uid)).Run();
        }

        foreach (var message in folder.Added)
            Add(chunks.Of(message.Uid), number, message);
        foreach (var message in folder.Identified.Where(message => chunks.Of(message.Uid).Contains(message.Uid)))
            Identify(chunks.Of(message.Uid), number, message);
        foreach (var (uid, marks) in folder.Marked.Where(message => chunks.Of(message.Uid).Contains(message.Uid)))
            statements.UpsertMarks.With(Keys.Of(number, uid), words.Write(marks.Flags), words.Write(marks.Labels)).Run();
        chunks.Write();
    }

    private void Add(UidChunk chunk, int folder, KnownMessage message)
    {
        // What was known under a UID that comes once more was of another message.
        if (chunk.Contains(message.Uid))
            statements.DeleteMessage.With(Keys.Of(folder, message.Uid)).Run();
        chunk.Add(message.Uid, isAsked: false);
        if (message.Identity is not null)
            Identify(chunk, folder, message);
    }

    private void Identify(UidChunk chunk, int folder, KnownMessage message)
    {
        chunk.Add(message.Uid, isAsked: message.Identity is not null);
        if (message.Identity is { } identity)
            MessageRow.BindIdentity(statements.UpsertIdentity, Keys.Of(folder, message.Uid), identity).Run();
    }
}
