using LiveChat.Storage.Administration.Audit;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>Whoever a test says.</summary>
internal sealed class SetActor : IActorOfRequest
{
    public AuditActor Now { get; set; } = AuditActor.System;
}
