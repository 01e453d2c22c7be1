namespace LiveChat.Auditor;

/// <summary>A promise that was broken, and by what.</summary>
public sealed record Finding(string Promise, string What)
{
    public override string ToString() => $"{Promise}: {What}";
}
