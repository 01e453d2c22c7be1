using System.Text.Json.Serialization.Metadata;
using LiveChat.Core.Phrases;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>A settings resource: its name in the table, what holds while nothing is set, and its JSON.</summary>
public sealed record SettingKind<T>(string Name, T Default, JsonTypeInfo<T> Json) where T : class;

/// <summary>Every settings resource that is kept as a document.</summary>
public static class SettingKind
{
    public static readonly SettingKind<PhraseBook> Phrases =
        new("phrases", PhraseBook.Default, SettingJson.Default.PhraseBook);
}
