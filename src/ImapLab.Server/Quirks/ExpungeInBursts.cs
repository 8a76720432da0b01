using ImapLab.Server.Mailboxes;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>EXPUNGEs are saved up and told all at once.</summary>
public sealed class ExpungeInBursts(TimeSpan every, bool descending) : Quirk, IDescribedQuirk, IAnnounceBehavior
{
    public static QuirkDescription Description { get; } = new(
        "announce.expunge-in-bursts",
        "EXPUNGEs are saved up and told in one burst, by numbers that shift with each one.",
        "EXPUNGE is told as soon as it may be (RFC 9051 section 7.5.1); each one moves the numbers above it down.",
        "Bursts of * 4 EXPUNGE (EmailEngine's article); Dovecot tells the highest number first, Cyrus and Courier the lowest (observed).",
        "A tracker that takes three * 4 EXPUNGE for one message, or maps them all at once, reports the wrong messages.")
    {
        Parameters =
        [
            new QuirkParameter("every", "a number of seconds", "5"),
            new QuirkParameter("order", "ascending or descending", "ascending"),
        ],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new ExpungeInBursts(arguments.Seconds("every", 5), arguments.OneOf("order", false, ("ascending", false), ("descending", true)));
    }

    public IReadOnlyList<ViewChange> Choose(SeamContext context, IReadOnlyList<ViewChange> changes)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(changes);
        var state = context.State<Burst>(this);
        var expunged = changes.Where(change => change.Kind == ViewChangeKind.Expunged).ToList();
        var others = changes.Where(change => change.Kind != ViewChangeKind.Expunged);
        if (expunged.Count == 0)
            return changes;
        if (state.IsDue)
        {
            state.IsDue = false;
            state.IsSet = false;
            return [.. descending ? expunged.OrderByDescending(change => change.Uid) : expunged.OrderBy(change => change.Uid), .. others];
        }

        if (!state.IsSet)
        {
            state.IsSet = true;
            context.After(every, () =>
            {
                state.IsDue = true;
                context.Announce();
            });
        }

        return [.. others];
    }

    private sealed class Burst
    {
        /// <summary>A timer runs at whose end the burst is due.</summary>
        public bool IsSet { get; set; }

        /// <summary>The next chance to tell is taken.</summary>
        public bool IsDue { get; set; }
    }
}
