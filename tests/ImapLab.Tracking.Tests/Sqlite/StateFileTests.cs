using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>What is refused, and that it is left as it is.</summary>
[TestFixture]
internal sealed class StateFileTests
{
    private static readonly FolderRecord Inbox = new(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, Counters.Unknown, new Uid(1));

    private StateFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = new StateFolder();
        using var store = SqliteTrackerStore.Open(_folder.State);
        for (uint uid = 1; uid < 2000; uid += 100)
        {
            var added = Enumerable.Range(0, 100).Select(more => new KnownMessage(new Uid(uid + (uint)more), new MessageIdentity($"<{uid}.{more}@example.test>", 1, null, null)));
            store.Commit(new StoreChange { Account = "u", Folders = [new FolderChange(Inbox) { Added = [.. added] }] });
        }
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void A_file_in_use_is_refused()
    {
        using var owner = SqliteTrackerStore.Open(_folder.State);

        Assert.That(() => SqliteTrackerStore.Open(_folder.State), Throws.InstanceOf<StateFileException>().With.Message.Contains("in use"));
    }

    [Test]
    public void A_file_that_another_program_has_locked_is_refused()
    {
        using var other = new SqliteConnection($"Data Source={_folder.State};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;";
        command.ExecuteNonQuery();
        var before = File.ReadAllBytes(_folder.State);

        Assert.That(() => SqliteTrackerStore.Open(_folder.State), Throws.InstanceOf<StateFileException>().With.Message.Contains("in use"));

        Assert.That(File.ReadAllBytes(_folder.State), Is.EqualTo(before));
    }

    [TestCase("PRAGMA user_version = 3", "version 3, this program knows versions up to 2")]
    [TestCase("PRAGMA user_version = 0", "version 0")]
    [TestCase("PRAGMA application_id = 5", "not the state of a tracker")]
    public void A_foreign_or_newer_file_is_refused(string sql, string why)
    {
        _folder.Execute(sql);

        AssertRefusedUntouched(why);
    }

    [Test]
    public void Another_programs_database_is_refused()
    {
        File.Delete(_folder.State);
        _folder.Execute("CREATE TABLE account (name TEXT); INSERT INTO account VALUES ('not ours');");

        AssertRefusedUntouched("not the state of a tracker");
    }

    [Test]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_folder.State, "Dear diary, " + new string('x', 5000));

        AssertRefusedUntouched("not the state of a tracker");
    }

    [TestCase(1)]
    [TestCase(100)]
    [TestCase(10_000)]
    public void Random_bytes_are_refused(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(_folder.State, bytes);

        AssertRefusedUntouched("not the state of a tracker");
    }

    [Test]
    public void A_file_with_damage_anywhere_is_refused()
    {
        var bytes = File.ReadAllBytes(_folder.State);
        Array.Fill(bytes, (byte)0xA5, bytes.Length / 2, 8192);
        File.WriteAllBytes(_folder.State, bytes);

        AssertRefusedUntouched("damaged");
    }

    [TestCase(50)]
    [TestCase(100)]
    [TestCase(4096)]
    [TestCase(-4096)]
    [TestCase(-1)]
    public void A_file_that_was_cut_short_is_refused(int length)
    {
        var bytes = File.ReadAllBytes(_folder.State);
        File.WriteAllBytes(_folder.State, bytes[..(length > 0 ? length : bytes.Length + length)]);

        AssertRefusedUntouched(length == 50 ? "not the state of a tracker" : "damaged");
    }

    [TestCase("DELETE FROM account", "0 accounts")]
    [TestCase("UPDATE uid_chunk SET uids = x'0000'", "no tracker writes")]
    [TestCase("UPDATE uid_chunk SET uids = x'01'", "no tracker writes")]
    [TestCase("UPDATE uid_chunk SET uids = x'01FFFF7F'", "no tracker writes")]
    [TestCase("UPDATE uid_chunk SET uids = x'80808001'", "no tracker writes")]
    [TestCase("UPDATE folder SET role = 'Nonsense'", "no tracker writes")]
    public void A_file_that_holds_what_no_tracker_writes_says_so_when_it_is_read(string sql, string why)
    {
        _folder.Execute(sql);
        using var store = SqliteTrackerStore.Open(_folder.State);

        Assert.That(
            () =>
            {
                store.Load();
                store.LoadUids(1);
            },
            Throws.InstanceOf<StateFileException>().With.Message.Contains("is damaged").And.Message.Contains(why));
    }

    private void AssertRefusedUntouched(string why)
    {
        var before = File.ReadAllBytes(_folder.State);

        Assert.That(() => SqliteTrackerStore.Open(_folder.State), Throws.InstanceOf<StateFileException>().With.Message.Contains(why));
        Assert.That(() => EventHistory.Open(_folder.State), Throws.InstanceOf<StateFileException>().With.Message.Contains(why));

        Assert.That(File.ReadAllBytes(_folder.State), Is.EqualTo(before));
    }
}
