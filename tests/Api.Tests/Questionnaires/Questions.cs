namespace LiveChat.Api.Tests.Questionnaires;

/// <summary>Questions as requests have them.</summary>
internal static class Questions
{
    public static readonly object Csat = new { key = "csat", kind = "csat", texts = new { es = "Cómo le atendimos" } };

    public static readonly object Nps =
        new { key = "nps", kind = "nps", texts = new { es = "Nos recomendaría" }, required = false };

    public static readonly object Why =
        new { key = "why", kind = "text", texts = new { es = "Por qué" }, required = false };

    public static readonly object Solved = new
    {
        key = "solved",
        kind = "choice",
        texts = new { es = "Resuelto" },
        options = new[] { Option("yes", "Sí"), Option("no", "No") },
    };

    /// <summary>Stay, leave a message, be called and wait on, be called, and, with a queue, wait there.</summary>
    public static object What(string? queueId = null) => new
    {
        key = "what",
        kind = "choice",
        texts = new { es = "Qué prefiere" },
        options = new[]
        {
            Option("stay", "Esperar", new { kind = "stay" }, "aguardar"),
            Option("leave", "Dejar un mensaje", new { kind = "leaveMessage" }),
            Option("soon", "Llámenme y espero", new { kind = "callBack", close = false }),
            Option("call", "Llámenme", new { kind = "callBack" }),
            queueId is null
                ? Option("nothing", "Nada")
                : Option("sales", "Ventas", new { kind = "transfer", queueId }),
        },
    };

    public static object Option(string key, string text, object? action = null, params string[] keywords) =>
        new { key, texts = new { es = text }, keywords, action };
}
