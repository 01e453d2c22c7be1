namespace LiveChat.Silo.Starting;

/// <summary>What the program is to do.</summary>
public enum Order
{
    Serve,
    VerifyAudit,
    Migrate,
    Copy,
    Backup,
    AskHealth,
}
