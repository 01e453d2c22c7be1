using System.Diagnostics.CodeAnalysis;
using LiveChat.Core.Addresses;

namespace LiveChat.Api.Views;

/// <summary>
/// How one reader sees one contact: in full, or with its number masked wherever it stands, also in what people write.
/// </summary>
/// <param name="Address">The contact's.</param>
/// <param name="Full">Whether the reader may see it.</param>
internal readonly record struct ContactSight(string Address, bool Full)
{
    /// <summary>For what the reader wrote itself.</summary>
    public static ContactSight OfOwnWords => new("", Full: true);

    [return: NotNullIfNotNull(nameof(text))]
    public string? Text(string? text) => Full || text is null ? text : MaskedText.Of(text, Address);
}
