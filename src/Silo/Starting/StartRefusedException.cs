namespace LiveChat.Silo.Starting;

/// <summary>
/// The program cannot start as it was asked to, by no fault of its own. The message is one line, for the person who
/// started it: what is wrong and, where it helps, what to do.
/// </summary>
public sealed class StartRefusedException(string message, Exception? inner = null)
    : Exception(message.ReplaceLineEndings(" "), inner)
{
    public const int ExitCode = 2;
}
