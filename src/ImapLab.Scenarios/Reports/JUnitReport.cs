using System.Globalization;
using System.Text;
using System.Xml;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Reports;

/// <summary>The report that CI servers read: JUnit's XML, a suite for each profile.</summary>
public static class JUnitReport
{
    public static void Write(SuiteReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("testsuites");
        Sums(report.Results, xml);
        foreach (var profile in report.Results.GroupBy(result => result.Profile))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", profile.Key);
            Sums([.. profile], xml);
            foreach (var result in profile)
                Case(result, xml);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Sums(IReadOnlyList<RunResult> results, XmlWriter xml)
    {
        Number("tests", results.Count);
        Number("failures", results.Count(result => result.Status == RunStatus.Failed));
        Number("errors", results.Count(result => result.Status is RunStatus.Inconclusive or RunStatus.BadScenario));
        Number("skipped", results.Count(result => result.Status == RunStatus.Skipped));

        void Number(string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
    }

    private static void Case(RunResult result, XmlWriter xml)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{result.Profile}.{result.Group}");
        xml.WriteAttributeString("name", result.Scenario);
        var element = result.Status switch
        {
            RunStatus.Failed => "failure",
            RunStatus.Inconclusive or RunStatus.BadScenario => "error",
            RunStatus.Skipped => "skipped",
            _ => null,
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Clean(result.Reasons.Count > 0 ? result.Reasons[0] : ""));
            if (element != "skipped")
                xml.WriteString(Clean(string.Join('\n', [.. result.Reasons, "", .. result.TimeLine])));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>A tracker may say anything; XML may not hold everything.</summary>
    private static string Clean(string text) => string.Concat(text.Select(character => XmlConvert.IsXmlChar(character) ? character : '\ufffd'));
}
