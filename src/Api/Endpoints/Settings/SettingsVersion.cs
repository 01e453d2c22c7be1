using System.Collections.Immutable;
using System.Globalization;
using LiveChat.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>Versions of settings as entity tags (RFC 9110).</summary>
internal static class SettingsVersion
{
    public static readonly Problem Malformed = Problem.BadRequest("If-Match holds no entity tags.");

    private const int TagsMax = 20;

    /// <summary>The settings, with their version as <c>ETag</c>.</summary>
    public static IResult Answer<T>(HttpContext http, T settings, long version)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return TypedResults.Ok(settings);
    }

    /// <summary>
    /// The versions that <c>If-Match</c> allows to be replaced; null when any is, as without the header or with an
    /// asterisk. Weak tags match nothing. False when the header cannot be read.
    /// </summary>
    public static bool TryReadIfMatch(HttpRequest request, out ImmutableArray<long>? versions)
    {
        versions = null;
        var header = request.Headers.IfMatch;
        if (header.Count == 0) return true;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || tags.Count > TagsMax) return false;
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))) return true;
        versions =
        [
            .. tags.Where(tag => !tag.IsWeak).Select(
                tag => long.TryParse(
                    tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                    ? version
                    : 0),
        ];
        return true;
    }
}
