using LiveChat.Api.Json;

namespace LiveChat.Api.Validation;

/// <summary>
/// Null where there must be none, in the two places where the serializer lets it pass: inside of an
/// <see cref="Optional{T}"/>, and as an element of a list.
/// </summary>
internal static class GivenRules
{
    /// <summary>The value that was given; null when none was, or when it was null (noted).</summary>
    public static T? Given<T>(this Findings findings, string field, Optional<T> optional) where T : class
    {
        findings.Require(!optional.IsGiven || optional.Value is not null, field, "must not be null");
        return optional.Value;
    }

    /// <summary>The texts less the nulls among them (noted).</summary>
    public static IReadOnlyList<string> NoNulls(this Findings findings, string field, IReadOnlyList<string?> values)
    {
        for (var i = 0; i < values.Count; i++) findings.Require(values[i] is not null, $"{field}[{i}]", "must not be null");
        return [.. values.OfType<string>()];
    }
}
