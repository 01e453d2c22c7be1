namespace LiveChat.Storage.Schema;

/// <summary>The database was last used by a newer program; nothing was changed.</summary>
public sealed class SchemaTooNewException(int found, int known) : Exception(
    $"The database has schema {found}, and this program knows schemas up to {known}: "
    + "start a version of the program at least as new as the one that last used this data.");
