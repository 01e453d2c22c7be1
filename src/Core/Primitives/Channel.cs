namespace LiveChat.Core.Primitives;

/// <summary>The two channels; both are two-way.</summary>
public enum Channel : byte
{
    Sms = 1,
    WhatsApp = 2,
}
