namespace LiveChat.Core.Letters;

/// <summary>Why a member gets mail. Stored by number.</summary>
public enum LetterKind : byte
{
    /// <summary>Values: <c>name</c>, <c>tenant</c>, <c>link</c>, <c>expires</c>.</summary>
    Invitation = 1,

    /// <summary>Somebody signed in from a device not seen before: <c>name</c>, <c>tenant</c>, <c>time</c>,
    /// <c>address</c>, <c>device</c>.</summary>
    NewDevice,

    /// <summary>The member's password was changed: <c>name</c>, <c>tenant</c>, <c>time</c>.</summary>
    PasswordChanged,

    /// <summary>The member signs in with a second factor now: <c>name</c>, <c>tenant</c>, <c>time</c>.</summary>
    SecondFactorOn,

    /// <summary>The second factor was taken off: <c>name</c>, <c>tenant</c>, <c>time</c>.</summary>
    SecondFactorOff,
}
