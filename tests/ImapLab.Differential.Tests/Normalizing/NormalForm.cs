using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>All the rules, in the order in which they are applied.</summary>
internal static class NormalForm
{
    private static readonly INormalRule[] Rules = [new StrayRule(), new TextRule(), new KeywordRule(), new HighestModSeqRule(), new FlagNewsOrderRule(), new ListOrderRule(), new MarkedRule(), new EpochRule(), new ModSeqRule(), new ClockRule(), new FlagOrderRule(), new FieldNameRule(), new RecentRule(), new RepeatedItemRule(), new ClosedMultipartRule()];

    public static IReadOnlyList<INormalRule> All => Rules;

    public static IReadOnlyList<Reply> Of(IReadOnlyList<Reply> replies, SideMemory memory) => Rules.Aggregate(replies, (now, rule) => rule.Apply(now, memory));
}
