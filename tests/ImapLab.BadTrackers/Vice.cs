namespace ImapLab.BadTrackers;

/// <summary>The mistake that a tracker makes. Each is one that real trackers made.</summary>
public enum Vice
{
    /// <summary>None: what the others would do without theirs. The scenarios pass it, so it is the vice that they fail.</summary>
    None,

    /// <summary>An equal HIGHESTMODSEQ is taken for a folder in which nothing happened.</summary>
    TrustsHighestModSeq,

    /// <summary>An equal count is taken for a folder in which nothing happened.</summary>
    ComparesCountsOnly,

    /// <summary>All EXPUNGE numbers of a batch are looked up in the list as it was before the first.</summary>
    MapsExpungesAtOnce,

    /// <summary>Every row of <c>UID FETCH n:*</c> is taken for new.</summary>
    TakesRangeForNew,

    /// <summary>Messages are known by UID alone, whatever the UIDVALIDITY.</summary>
    IgnoresUidValidity,

    /// <summary>Events are told first and the state is saved afterwards.</summary>
    TellsBeforeItSaves,

    /// <summary>A listing that the connection's end broke off is taken for the whole.</summary>
    TakesCutListingForWhole,

    /// <summary>Messages are listed by <c>SEARCH NOT</c>.</summary>
    SearchesWithNot,

    /// <summary>INBOX is a folder like any other, in the spelling of the day.</summary>
    SpellsInboxExactly,

    /// <summary>Any NO to LOGIN is a wrong password.</summary>
    TakesRefusalForWrongPassword,

    /// <summary>Whatever left one folder and came to another with the same Message-ID is taken for moved, be it the same message or its twin.</summary>
    PairsAmbiguousMoves,

    /// <summary>A message with other flags is taken for another message.</summary>
    TellsFlagsAsDeletedAndNew,

    /// <summary>All messages of a new epoch are told as new, and all of the old one as deleted.</summary>
    FloodsOnReset,

    /// <summary>A folder that goes takes its messages with it, one event each.</summary>
    TellsMessagesOfGoneFolders,

    /// <summary>The folder of all mail is no folder: what stands there stands elsewhere too.</summary>
    LeavesOutAllMail,
}
