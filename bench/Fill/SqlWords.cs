using System.Security.Cryptography;
using System.Text;

namespace LiveChat.Bench.Fill;

/// <summary>The expressions in which the databases differ.</summary>
public abstract class SqlWords
{
    public static readonly SqlWords Sqlite = new OfSqlite();
    public static readonly SqlWords Postgres = new OfPostgres();

    /// <summary>A new id each time.</summary>
    public abstract string RandomId { get; }

    /// <summary>The id of a number among those of one letter, in the order of the numbers.</summary>
    public abstract string IdOf(char kind, string number);

    /// <summary>A number in so many digits.</summary>
    public abstract string Digits(string number, int count);

    public abstract string ColumnsOf(string table);

    /// <summary>What is kept of a token.</summary>
    public string HashOf(string token) => Bytes(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    protected abstract string Bytes(string hexadecimal);

    private static string PrefixOf(char kind) => $"0190{(int)kind:x2}000000";

    private sealed class OfSqlite : SqlWords
    {
        public override string RandomId => "randomblob(16)";

        public override string IdOf(char kind, string number) =>
            $"unhex(printf('{PrefixOf(kind)}70008000%012x', {number}))";

        public override string Digits(string number, int count) => $"printf('%0{count}d', {number})";

        public override string ColumnsOf(string table) => $"select name from pragma_table_info('{table}')";

        protected override string Bytes(string hexadecimal) => $"unhex('{hexadecimal}')";
    }

    private sealed class OfPostgres : SqlWords
    {
        public override string RandomId => "gen_random_uuid()";

        public override string IdOf(char kind, string number) =>
            $"cast('{PrefixOf(kind)}70008000' || lpad(to_hex(cast({number} as bigint)), 12, '0') as uuid)";

        public override string Digits(string number, int count) => $"lpad(cast({number} as text), {count}, '0')";

        public override string ColumnsOf(string table) =>
            "select column_name::text from information_schema.columns where table_schema = current_schema() "
            + $"and table_name = '{table}' order by ordinal_position";

        protected override string Bytes(string hexadecimal) => $"'\\x{hexadecimal}'::bytea";
    }
}
