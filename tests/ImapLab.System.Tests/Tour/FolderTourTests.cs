namespace ImapLab.SystemTests.Tour;

/// <summary>
/// MailKit walks through all that it can do with folders, on servers that can do more and less: what it sees is the same everywhere where it can be.
/// On the real Dovecot the tour itself is put to the test.
/// </summary>
[TestFixture]
internal sealed class FolderTourTests
{
    /// <summary>All that there is.</summary>
    private const string Everything = "everything.yaml";

    private static readonly (string Name, Func<FolderTour, Task> Walk)[] Steps =
    [
        ("folders", FolderSteps.Come_and_go),
        ("folders for a use", FolderSteps.Are_made_for_a_use),
        ("status", FolderSteps.Are_told_of),
        ("open and close", FolderSteps.Open_and_close),
        ("resynchronise", FolderSteps.Know_what_has_changed_since),
        ("summaries", ReadingSteps.Summaries),
        ("previews", ReadingSteps.Previews),
        ("what only some know", ReadingSteps.What_only_some_know),
        ("headers and parts", ReadingSteps.Headers_and_parts),
        ("streams", ReadingSteps.Streams),
        ("append", ChangingSteps.Append),
        ("replace", ChangingSteps.Replace),
        ("copy and move", ChangingSteps.Copy_and_move),
        ("flags", ChangingSteps.Flags),
        ("labels", ChangingSteps.Labels),
        ("annotations", ChangingSteps.Annotations),
        ("expunge", ChangingSteps.Expunge),
        ("others", ChangingSteps.Others),
        ("search", SearchingSteps.Search),
        ("sort", SearchingSteps.Sort),
        ("thread", SearchingSteps.Thread),
        ("rights", AccessSteps.Rights),
        ("quotas", AccessSteps.Quotas),
        ("metadata", AccessSteps.Metadata),
        ("notifications", AccessSteps.Notifications),
    ];

    [TestCase(TourServer.DovecotWithPlugins)]
    [TestCase("plain")]
    public Task MailKit_sees_what_there_is(string server) => WalkAsync(server);

    [Test]
    public Task Labels_are_seen_where_there_are_some() =>
        WalkAsync("labels.yaml", step => step is "labels" or "what only some know");

    [Test]
    public async Task No_method_of_a_folder_is_left_out()
    {
        var (called, _) = await WalkAsync(Everything);

        // Labels are for a server of their own.
        var left = FolderProxy.Methods.Where(method => !method.Contains(nameof(MailKit.IStoreLabelsRequest), StringComparison.Ordinal)).Except(called);
        Assert.That(left, Is.Empty);
    }

    [Test]
    public async Task The_profile_of_Dovecot_looks_like_Dovecot()
    {
        var (_, ours) = await WalkAsync("dovecot");
        var (_, theirs) = await WalkAsync(TourServer.Dovecot);

        Assert.That(ours, Is.EqualTo(theirs));
    }

    private static async Task<(IReadOnlySet<string> Called, IReadOnlyList<string> Seen)> WalkAsync(string name, Predicate<string>? takes = null)
    {
        await using var server = await TourServer.StartAsync(name);
        await using var tour = await FolderTour.BeginAsync(server);
        var wrong = new List<string>();
        foreach (var (step, walk) in Steps.Where(step => takes is null || takes(step.Name)))
        {
            if (await tour.WalkAsync(step, walk) is { } why)
                wrong.Add(why);
        }

        Assert.That(wrong, Is.Empty, $"{name}\n{string.Join('\n', wrong)}");
        return (tour.Called, tour.Seen);
    }
}
