using System.Net.Sockets;
using Npgsql;

namespace LiveChat.Storage.Postgres.Raw;

/// <summary>What an exception of the driver means.</summary>
internal static class PostgresFault
{
    /// <summary>The server ended a transaction in which nothing was asked for too long.</summary>
    private const string SilenceEnded = "25P03";

    /// <summary>
    /// The trouble as callers know it, when the exception says that the database cannot serve now; else null, and the
    /// exception is the fault of what was asked.
    /// </summary>
    public static StoreUnavailableException? Trouble(Exception exception) => exception switch
    {
        StoreUnavailableException known => known,
        PostgresException fault when !IsTrouble(fault.SqlState) => null,
        NpgsqlException or SocketException or IOException or TimeoutException =>
            new StoreUnavailableException(Message(exception), exception),
        { InnerException: { } inner } => Trouble(inner),
        _ => null,
    };

    /// <summary>Whether the same transaction may succeed when it is tried once more.</summary>
    public static bool IsConflict(Exception exception) => exception switch
    {
        PostgresException fault => fault.SqlState is
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        { InnerException: { } inner } => IsConflict(inner),
        _ => false,
    };

    /// <summary>
    /// Whether somebody else wrote a row between this transaction's look at its gates and its own row: the next look
    /// sees it.
    /// </summary>
    public static bool IsOvertaken(Exception exception) =>
        IsConflict(exception) || exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>Whether the connection is gone, with the server or without.</summary>
    public static bool IsLoss(Exception exception) => exception switch
    {
        PostgresException fault => fault.SqlState is PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or SilenceEnded,
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException => true,
        _ => false,
    };

    // Resources, an operator's intervention, the system, damage, no right, wrong password, no such database, a lock
    // that was not had in time, a server that only reads, silence, and conflicts that did not end.
    private static bool IsTrouble(string state) =>
        state[..2] is "08" or "28" or "53" or "57" or "58" or "XX"
        || state is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege
            or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction
            or SilenceEnded
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>What the driver wraps often says more than it does.</summary>
    private static string Message(Exception exception) =>
        exception is not PostgresException && exception.InnerException is { } inner
            ? $"{exception.Message}: {inner.Message}" : exception.Message;
}
