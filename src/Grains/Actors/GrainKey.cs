using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;

namespace LiveChat.Grains.Actors;

/// <summary>An actor's key in the cluster: the tenant's id and its own, each as 32 hexadecimal digits.</summary>
internal static class GrainKey
{
    private const int Digits = 32;

    public static string Of(ActorId id) => string.Create(2 * Digits, id, static (text, id) =>
    {
        id.Tenant.Value.TryFormat(text, out _, "N");
        id.Key.TryFormat(text[Digits..], out _, "N");
    });

    /// <exception cref="FormatException">No key of an actor.</exception>
    public static ActorId Parse(ActorKind kind, ReadOnlySpan<char> key) =>
        key.Length == 2 * Digits
            ? new ActorId(
                kind, TenantId.From(Guid.ParseExact(key[..Digits], "N")), Guid.ParseExact(key[Digits..], "N"))
            : throw new FormatException("An actor's key has 64 hexadecimal digits.");
}
