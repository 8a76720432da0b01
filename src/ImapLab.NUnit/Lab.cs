using System.Net;
using System.Text;
using ImapLab.Profiles;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mailgen;
using ImapLab.Server.Quirks;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sessions;
using ImapLab.Server.Transcripts;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace ImapLab.NUnit;

/// <summary>
/// A fake server for one test, in this process and in real time, with one account. What its methods do to mail is done when
/// they return, and clients that are idle are told of it. Messages are called by the order in which the lab got them, from 1.
/// The output of a test that fails has the transcript.
/// </summary>
public sealed class Lab : IAsyncDisposable, IDisposable
{
    private readonly StringBuilder _transcript = new();
    private readonly List<ServerListener> _listeners = [];
    private readonly MailGenerator _generator;
    private readonly Account _account;
    private Exception? _failure;
    private int _generated;

    /// <param name="profile">What the server is like: the name of a profile, or the path of a file.</param>
    /// <param name="seed">The seed of generated mail: the same seed, the same mail.</param>
    /// <exception cref="FileNotFoundException">There is no such profile.</exception>
    public Lab(string profile = "plain", ulong seed = 1)
    {
        var bound = ProfileBinder.Bind(ProfileLibrary.BuiltIn.Load(profile));
        _generator = new MailGenerator(seed);
        Server = new FakeImapServer(bound.Plan, bound.Quirks, TimeProvider.System, Loop(), Loop, new Transcript(Write));
        _account = Server.AddAccount(User, new Secret(Password));
    }

    /// <summary>The account's user name.</summary>
    public string User { get; } = "user@example.test";

    public string Password { get; } = "password";

    /// <summary>The server itself, for what the lab has no word for.</summary>
    public FakeImapServer Server { get; }

    /// <summary>All that was said on all connections, a line for each line; passwords are stars.</summary>
    public string Transcript
    {
        get
        {
            lock (_transcript)
                return _transcript.ToString();
        }
    }

    /// <summary>Connects a client in this process.</summary>
    /// <returns>The client's end; MailKit takes it in ConnectAsync.</returns>
    public Stream Connect() => Server.Connect();

    /// <summary>Opens a port on loopback for clients that want one.</summary>
    public async Task<IPEndPoint> ListenAsync()
    {
        var listener = await ServerListener.StartAsync(Server, new IPEndPoint(IPAddress.Loopback, 0)).ConfigureAwait(false);
        _listeners.Add(listener);
        return listener.EndPoint;
    }

    /// <summary>Puts generated messages into a folder.</summary>
    /// <returns>The number of the first.</returns>
    public int Deliver(string folder, int count = 1) => OnLoop(() =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var mailbox = Find(folder);
        var first = 0;
        for (; count > 0; count--)
        {
            var message = _account.Store.NewMessage(_generator.Content(_generated++));
            mailbox.Add(0, message, FlagSet.Empty);
            first = first == 0 ? message.Number : first;
        }

        return first;
    });

    /// <summary>Puts a message into a folder, byte for byte.</summary>
    /// <returns>Its number.</returns>
    public int Deliver(string folder, ReadOnlyMemory<byte> message) => OnLoop(() =>
    {
        var made = _account.Store.NewMessage(new HeldContent(message));
        Find(folder).Add(0, made, FlagSet.Empty);
        return made.Number;
    });

    /// <summary>Removes a message for good.</summary>
    /// <exception cref="ArgumentException">The folder does not hold it.</exception>
    public void Expunge(string folder, int message) => OnLoop(() =>
    {
        var mailbox = Find(folder);
        return mailbox.Expunge(0, Find(mailbox, message).Uid);
    });

    /// <summary>Sets a message's flags, as <c>\Seen</c> or a keyword; the others are taken off.</summary>
    public void Flag(string folder, int message, params string[] flags) => OnLoop(() =>
    {
        var mailbox = Find(folder);
        return mailbox.SetFlags(0, Find(mailbox, message), FlagSet.Of(flags));
    });

    public void CreateFolder(string folder) => OnLoop(() => _account.Store.Create(new MailboxName(folder)));

    public void DeleteFolder(string folder) => OnLoop(() =>
    {
        _account.Store.Delete(0, Find(folder));
        return true;
    });

    /// <summary>Gives a folder a new UIDVALIDITY; its messages are renumbered from 1.</summary>
    public void ResetUidValidity(string folder) => OnLoop(() =>
    {
        Find(folder).Renumber(_account.Store.NextEpoch());
        return true;
    });

    /// <summary>Switches a quirk on: <c>lab.Quirk("connection.limit", ("max", "2"))</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that id.</exception>
    /// <exception cref="QuirkArgumentException">A parameter is missing, unknown, or not what is expected.</exception>
    public void Quirk(string id, params (string Name, string Value)[] parameters) => Server.SwitchOn(
        QuirkCatalog.Create(id, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value))
        ?? throw new ArgumentException($"There is no quirk \"{id}\".", nameof(id)));

    /// <summary>Ends all connections: as programs do (FIN), or torn (RST).</summary>
    public void Cut(bool reset = false) => Server.DropConnections(reset);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
            await listener.DisposeAsync().ConfigureAwait(false);
        _listeners.Clear();
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
            await TestContext.Out.WriteLineAsync(Transcript).ConfigureAwait(false);
        if (_failure is not null)
            throw new InvalidOperationException("The fake server failed; this is a bug in it, not in the test.", _failure);
    }

    private Mailbox Find(string folder) =>
        _account.Store.Find(new MailboxName(folder)) ?? throw new ArgumentException($"There is no folder \"{folder}\".", nameof(folder));

    private static StoredMessage Find(Mailbox mailbox, int message) =>
        mailbox.FindNumber(message) ?? throw new ArgumentException($"{mailbox.Name} does not hold message {message}.", nameof(message));

    /// <summary>Mail belongs to the account's loop: the work goes there, and the test waits for it.</summary>
    private T OnLoop<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _account.Loop.Post(() =>
        {
            try
            {
                done.SetResult(work());
            }
#pragma warning disable CA1031 // It goes to the caller.
            catch (Exception error)
#pragma warning restore CA1031
            {
                done.SetException(error);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }

    private ThreadLoop Loop() => new(error => _failure ??= error);

    private void Write(TranscriptLine line)
    {
        lock (_transcript)
            _transcript.Append(line.Connection).Append(line.Speaker == Speaker.Client ? " C: " : " S: ").AppendLine(line.Text);
    }
}
