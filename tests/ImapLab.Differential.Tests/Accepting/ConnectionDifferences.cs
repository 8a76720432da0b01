using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

internal static class ConnectionDifferences
{
    private static readonly string[] NotServedYet =
    [
        "SORT", "SORT=DISPLAY", "ESORT", "THREAD=REFERENCES", "THREAD=REFS", "THREAD=ORDEREDSUBJECT", "QRESYNC", "NOTIFY", "CONTEXT=SEARCH", "SEARCHRES", "WITHIN", "SAVEDATE",
        "MULTIAPPEND", "CATENATE", "URL-PARTIAL", "BINARY", "LIST-EXTENDED", "I18NLEVEL=1", "STATUS=SIZE", "SNIPPET=FUZZY", "PREVIEW", "PREVIEW=FUZZY",
    ];

    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new("capabilities", "Not served yet.", step => step.IsSameWith(reply => reply.Map(WithoutCapabilities))),
    ];

    private static Node WithoutCapabilities(Node node) => node is Node.Code { Name: "CAPABILITY" } code
        ? new Node.Code([.. code.Items.Where(item => !NotServedYet.Contains(item.ToString()))])
        : node;
}
