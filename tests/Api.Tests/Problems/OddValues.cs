using System.Text.RegularExpressions;

namespace LiveChat.Api.Tests.Problems;

internal enum OddKind
{
    Empty,
    Blank,

    /// <summary>A control character inside of letters.</summary>
    Control,

    /// <summary>Half of a surrogate pair.</summary>
    Half,
    Megabyte,
    Lowest,
    Highest,

    /// <summary>An id of nothing.</summary>
    Unknown,

    /// <summary>An id of another tenant.</summary>
    Others,
}

/// <summary>Why a call may answer otherwise than with the field's name.</summary>
internal sealed record Excuse(string Reason, string Operation, string Field, OddKind[] Kinds, params int[] Statuses)
{
    public string Name => $"{Operation} {Field}: {Reason}";

    public bool Allows(int status) => Statuses.Contains(status);
}

/// <summary>Values of the right type that make no sense, for every field that may be given one.</summary>
internal sealed partial class OddValues(string othersAgent, string othersQueue, string othersQuestionnaire)
{
    private const string Nothing = "\"0198c5b1c2f07d3f8a7f3f2f9a1b2c3d\"";

    private static readonly (OddKind Kind, string Json)[] _texts =
    [
        (OddKind.Empty, "\"\""), (OddKind.Blank, "\" \""), (OddKind.Control, "\"a\\u0007b\""),
        (OddKind.Half, "\"a\\ud83d\""), (OddKind.Megabyte, $"\"{new string('7', 1_000_000)}\""),
    ];

    private static readonly (OddKind Kind, string Json)[] _numbers =
        [(OddKind.Lowest, "-2147483648"), (OddKind.Highest, "2147483647")];

    private static readonly OddKind[] _unstorable = [OddKind.Control, OddKind.Half];
    private static readonly OddKind[] _nothing = [OddKind.Empty, OddKind.Blank];

    /// <summary>One by one, with the reason. One that is none any more fails the test.</summary>
    public static readonly IReadOnlyList<Excuse> Excuses =
    [
        new("what a contact wrote is kept, less what cannot be stored", "^POST /v1/mo$", "^text$",
            [OddKind.Blank, .. _unstorable], 404),
        new("what a contact wrote is kept, less what cannot be stored", "^POST /v1/mo/batch$", "text$",
            [OddKind.Blank, .. _unstorable], 202),
        new("what people write is kept, less what cannot be stored",
            "/conversations/.*/(messages|notes|transfer|help)$", "^(text|note)$", _unstorable, 201, 404, 409),
        new("what people write is kept, less what cannot be stored", "/settings/organisation$", "^address$",
            [OddKind.Control], 200),
        new("an empty phrase is not sent, and what cannot be stored is removed", "/settings/(bot|phrases/preview)$",
            "^(greeting|text)$", [OddKind.Control, .. _nothing], 200),
        new("a blank password keeps the present one", "^PATCH /v1/(agents|members)/", "^password$", _nothing, 200),
        new("links that were never made are all answered alike", "^POST /v1/registration$", "^token$",
            [OddKind.Control, OddKind.Megabyte, .. _nothing], 404),
        new("what does not sign in is answered alike, whatever it is", "^POST /v1/sessions$", ".",
            [OddKind.Blank, OddKind.Control], 401, 429),
        new("it is looked for among those that may be sent now", "/conversations/.*/questionnaire$",
            "^questionnaireId$", [OddKind.Unknown, OddKind.Others], 409),
        new("where an adapter is called is judged once all else of its delivery is right", "^PATCH /v1/senders/",
            "^delivery.url$", [OddKind.Control, OddKind.Megabyte], 422),
        new("what an answer may be the questionnaire says, and there is none", "/agent-questionnaire$", "^answers",
            [.. Enum.GetValues<OddKind>()], 409),
    ];

    public static Excuse? Excuse(string operation, string field, OddKind kind) => Excuses.FirstOrDefault(
        it => Regex.IsMatch(operation, it.Operation) && Regex.IsMatch(field, it.Field) && it.Kinds.Contains(kind));

    public IEnumerable<(OddKind Kind, string Field, string Body)> Of(Operation operation)
    {
        foreach (var field in operation.Fields)
        {
            var types = EveryEndpointTests.TypesOf(field.Schema);
            var items = field.Schema["items"] is { } inner ? EveryEndpointTests.TypesOf(inner) : [];
            var ids = Ids(field.Name).ToList();
            var isText = types.Contains("string") || items.Contains("string") || ids.Count > 0;
            foreach (var (kind, json) in types.Contains("integer") ? _numbers : isText ? [.. _texts, .. ids] : [])
            {
                var value = types.Contains("array") ? $"[{json}]" : json;
                var body = field.Name == "toAgent" ? $"{{\"toAgent\":{value}}}" : operation.BodyWith(field, value);
                // The name that the example gives an agent is taken on the stage.
                yield return (kind, field.Name, body.Replace("\"maria\"", "\"nora\"", StringComparison.Ordinal));
            }
        }
    }

    private IEnumerable<(OddKind Kind, string Json)> Ids(string field)
    {
        var name = field[(field.LastIndexOf('.') + 1)..];
        if (!IdName().IsMatch(name)) yield break;
        yield return (OddKind.Unknown, Nothing);
        var others = name.Contains("gent", StringComparison.Ordinal) || name == "ids" ? othersAgent
            : name.Contains("uestionnaire", StringComparison.Ordinal) ? othersQuestionnaire
            : othersQueue;
        yield return (OddKind.Others, $"\"{others}\"");
    }

    [GeneratedRegex("(?<!tax)Ids?$|^(ids|queues|agents|labels|toAgent|toQueue)$")]
    private static partial Regex IdName();
}
