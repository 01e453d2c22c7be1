using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace LiveChat.Storage.Postgres.Ownership;

/// <summary>
/// With what the last owner of a database has signed: a process alone with a draw of its own, the nodes of a cluster
/// with its name.
/// </summary>
internal sealed record OwnerMark
{
    /// <summary>Under which name the mark is kept.</summary>
    public const string Name = "owner";

    private const int BytesCount = 16;
    private const string ClusterPrefix = "cluster:";

    private readonly string _text;

    private OwnerMark(string text) => _text = text;

    /// <summary>Null: of a process alone.</summary>
    public string? Cluster =>
        _text.StartsWith(ClusterPrefix, StringComparison.Ordinal) ? _text[ClusterPrefix.Length..] : null;

    public static OwnerMark New() => new(RandomNumberGenerator.GetHexString(2 * BytesCount));

    public static OwnerMark Of(string cluster) => new(ClusterPrefix + cluster);

    /// <summary>Null: nobody has signed yet.</summary>
    public static async Task<OwnerMark?> Read(NpgsqlConnection session, CancellationToken cancel)
    {
        await using var find = new NpgsqlCommand(
            "select value from installation where name = $1", session);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });

        // Any bytes are a text of this kind; former programs drew some.
        return await find.ExecuteScalarAsync(cancel) is byte[] mark
            ? new OwnerMark(Encoding.Latin1.GetString(mark)) : null;
    }

    public async Task Sign(NpgsqlConnection session, CancellationToken cancel)
    {
        await using var sign = new NpgsqlCommand(
            "insert into installation (name, value) values ($1, $2) "
            + "on conflict (name) do update set value = excluded.value",
            session);
        sign.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        sign.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Encoding.Latin1.GetBytes(_text) });
        await sign.ExecuteNonQueryAsync(cancel);
    }
}
