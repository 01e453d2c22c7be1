using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Conversations;

/// <summary>How many MO a tenant may bring, whatever adapter brings them: asked before they cost anything.</summary>
public interface IMoAdmission
{
    /// <summary>
    /// Null: so many may be brought to <see cref="IMoEntry"/>, and count. Otherwise they are too many, none counts, and
    /// the adapter is to come again after that time.
    /// </summary>
    ValueTask<TimeSpan?> Admit(TenantId tenant, int messages, CancellationToken cancel = default);
}
