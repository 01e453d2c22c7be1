using LiveChat.Api.Json;

namespace LiveChat.Api.Validation;

/// <summary>
/// Null where there must be none and the serializer lets it pass: inside of an <see cref="Optional{T}"/>.
/// </summary>
internal static class GivenRules
{
    /// <summary>The value that was given; null when none was, or when it was null (noted).</summary>
    public static T? Given<T>(this Findings findings, string field, Optional<T> optional) where T : class
    {
        findings.Require(!optional.IsGiven || optional.Value is not null, field, "must not be null");
        return optional.Value;
    }
}
