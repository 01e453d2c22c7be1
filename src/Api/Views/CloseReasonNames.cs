using System.Collections.Frozen;
using System.Text.Json;
using LiveChat.Core.Conversations;

namespace LiveChat.Api.Views;

/// <summary>The names of close reasons in answers: the member's name in camelCase.</summary>
internal static class CloseReasonNames
{
    private static readonly FrozenDictionary<CloseReason, string> _names = Enum.GetValues<CloseReason>()
        .ToFrozenDictionary(it => it, it => JsonNamingPolicy.CamelCase.ConvertName(it.ToString()));

    public static string Of(CloseReason reason) => _names[reason];
}
