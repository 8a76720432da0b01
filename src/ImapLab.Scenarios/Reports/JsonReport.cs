using System.Text.Encodings.Web;
using System.Text.Json;
using ImapLab.Scenarios.Runner;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Reports;

/// <summary>The report that a program reads.</summary>
public static class JsonReport
{
    public static void Write(SuiteReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("tracker", report.Tracker);
        json.WriteNumber("seed", report.Seed);
        json.WriteBoolean("complete", report.IsComplete);
        json.WriteStartObject("summary");
        foreach (var status in Enum.GetValues<RunStatus>())
            json.WriteNumber(Name(status), report.Count(status));
        json.WriteEndObject();
        json.WriteStartArray("runs");
        foreach (var result in report.Results)
            Write(result, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(RunResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("group", result.Group);
        json.WriteString("scenario", result.Scenario);
        json.WriteString("profile", result.Profile);
        json.WriteString("status", Name(result.Status));
        json.WriteNumber("labSeconds", Math.Round(result.LabTime.TotalSeconds, 3));
        Texts("reasons", result.Reasons, json);
        Texts("notes", result.Notes, json);
        Texts("timeLine", result.TimeLine, json);
        json.WriteStartArray("events");
        foreach (var told in result.Events)
            json.WriteRawValue(EventJson.Write(told.Event));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Texts(string name, IReadOnlyList<string> texts, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Name(RunStatus status) => status switch
    {
        RunStatus.Passed => "passed",
        RunStatus.Failed => "failed",
        RunStatus.Inconclusive => "inconclusive",
        RunStatus.BadScenario => "badScenario",
        _ => "skipped",
    };
}
