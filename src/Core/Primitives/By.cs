namespace LiveChat.Core.Primitives;

public enum ActorRole : byte
{
    Contact = 1,
    Agent = 2,
    Bot = 3,
    System = 4,
    Supervisor = 5,
    ApiKey = 6,
}

/// <summary>
/// Who did a thing. <c>Id</c> is the member's or key's id in its text form; null for contact and system.
/// </summary>
public readonly record struct By(ActorRole Role, string? Id = null)
{
    public static readonly By Contact = new(ActorRole.Contact);
    public static readonly By System = new(ActorRole.System);

    public static By Agent(AgentId agent) => new(ActorRole.Agent, agent.ToString());
}
