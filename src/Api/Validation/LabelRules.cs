using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Api.Validation;

/// <summary>Labels in requests: each by its id or by its name.</summary>
internal static class LabelRules
{
    /// <summary>The labels meant; one that the catalogue does not have for that use is noted.</summary>
    public static IReadOnlyList<Label> Labels(
        this Findings findings, string field, IReadOnlyList<string> given, LabelCatalogue catalogue, LabelUse? use,
        int countMax)
    {
        findings.Require(given.Count <= countMax, field, $"must have at most {countMax} entries");
        var labels = new List<Label>();
        for (var i = 0; i < given.Count && i < countMax; i++)
        {
            var label = catalogue.Labels.FirstOrDefault(it => (use is null || it.For == use) && Means(given[i], it));
            if (label is null) findings.Add($"{field}[{i}]", "is not a label of the catalogue");
            else labels.Add(label);
        }

        return labels;
    }

    private static bool Means(string given, Label label) =>
        GuidId.TryParse<LabelId>(given, out var id)
            ? label.Id == id
            : string.Equals(label.Name, given.Trim(), StringComparison.OrdinalIgnoreCase);
}
