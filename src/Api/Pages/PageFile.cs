using System.Security.Cryptography;
using LiveChat.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace LiveChat.Api.Pages;

/// <summary>
/// A file that the program carries and shows browsers as it is. Browsers ask each time whether it has changed, so that
/// a page and its script are always of one version.
/// </summary>
internal sealed class PageFile
{
    private readonly byte[] _content;
    private readonly string _type;
    private readonly EntityTagHeaderValue _tag;

    /// <param name="name">Of the resource, as <c>register/page.js</c>.</param>
    /// <param name="type">Its content type.</param>
    public PageFile(string name, string type)
    {
        using var resource = typeof(PageFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its file {name}.");
        _content = new byte[resource.Length];
        resource.ReadExactly(_content);
        _type = type;
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_content))}\"");
    }

    public IResult Answer(HttpContext http)
    {
        SecurityHeaders.LetRunOwnFiles(http);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(_content, _type, entityTag: _tag);
    }
}
