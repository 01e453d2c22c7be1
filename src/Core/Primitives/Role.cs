namespace LiveChat.Core.Primitives;

/// <summary>What a member is in its tenant. The numbers are part of the storage format.</summary>
public enum Role : byte
{
    Admin = 1,
    Supervisor,
    Agent,
    Viewer,
}
