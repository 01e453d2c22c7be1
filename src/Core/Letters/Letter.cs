namespace LiveChat.Core.Letters;

/// <summary>What a mail says: its subject, on one line, and its body twice, as plain text and as HTML.</summary>
public sealed record Letter(LetterKind Kind, string Subject, string Text, string Html);
