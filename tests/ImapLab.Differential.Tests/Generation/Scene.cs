namespace ImapLab.Differential.Tests.Generation;

/// <summary>Where a command is drawn: chance, the world, whose turn it is, and what the server offers.</summary>
internal sealed class Scene(Draw draw, World world, Func<string, bool> offers)
{
    public Draw Draw => draw;

    public World World => world;

    public SessionModel Session { get; set; } = null!;

    /// <summary>The model of what is selected; an empty one where nothing is.</summary>
    public MailboxModel Open => (Session.Selected is { } name ? world.Find(name) : null) ?? new MailboxModel();

    /// <summary>Whether something in the command that is being drawn is wrong.</summary>
    public bool IsWrong { get; set; }

    /// <summary>Draws something wrong.</summary>
    public string Wrong(params IReadOnlyList<string> choices)
    {
        IsWrong = true;
        return draw.Of(choices);
    }

    /// <summary>Whether the fake server's profile has a capability: what it lacks is not drawn.</summary>
    public bool Offers(string capability) => offers(capability);
}
