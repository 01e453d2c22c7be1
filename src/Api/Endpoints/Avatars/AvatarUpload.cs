using LiveChat.Api.Problems;
using LiveChat.Core.Pictures;

namespace LiveChat.Api.Endpoints.Avatars;

/// <summary>An uploaded picture, or why it is refused: exactly one of the two.</summary>
/// <param name="Content">The picture, byte for byte.</param>
internal sealed record AvatarUpload(PictureFormat Format, byte[]? Content, Problem? Problem)
{
    public const int BytesMax = 256 * 1024;
    public const int SideMax = 1024;

    /// <summary>The formats are few and hold no script, as SVG could.</summary>
    public static readonly string[] Types = ["image/png", "image/jpeg", "image/webp"];

    public static string TypeOf(PictureFormat format) => Types[(int)format - 1];

    /// <summary>What the content says it is counts, and the <c>Content-Type</c> must say the same.</summary>
    public static async Task<AvatarUpload> Read(HttpContext http, CancellationToken cancel)
    {
        var type = http.Request.ContentType;
        if (type is null || !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            return Refused(Problem.UnsupportedMediaType($"The body must be {string.Join(" or ", Types)}."));
        if (await ContentOf(http.Request, cancel) is not { } content) return Refused(Problem.TooLarge(BytesMax));
        if (PictureHead.Read(content) is not { } head || !TypeOf(head.Format).Equals(
            type, StringComparison.OrdinalIgnoreCase))
            return Refused(Problem.Validation("body", $"is not {type}"));
        return head.Width > SideMax || head.Height > SideMax
            ? Refused(Problem.Validation("body", $"must have at most {SideMax} pixels on each side"))
            : new AvatarUpload(head.Format, content, null);
    }

    private static AvatarUpload Refused(Problem problem) => new(default, null, problem);

    /// <summary>Null when there is more than is taken.</summary>
    private static async Task<byte[]?> ContentOf(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > BytesMax) return null;
        var content = new byte[BytesMax + 1];
        var count = await request.Body.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancel);
        return count > BytesMax ? null : content[..count];
    }
}
