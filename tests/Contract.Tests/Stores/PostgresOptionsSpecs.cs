using LiveChat.Storage.Postgres;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>What becomes of the connection string that an operator gives.</summary>
public sealed class PostgresOptionsSpecs
{
    private const string Given = "Host=db;Database=livechat;Username=livechat";

    [Fact]
    public void Kerberos_is_not_looked_for_where_nobody_asked_for_it() =>
        Assert.Equal(GssEncryptionMode.Disable, Read(Given).GssEncryptionMode);

    [Theory]
    [InlineData("GSS Encryption Mode")]
    [InlineData("gssEncryptionMode")]
    public void Who_names_it_has_it(string name) =>
        Assert.Equal(GssEncryptionMode.Require, Read($"{Given};{name}=Require").GssEncryptionMode);

    private static NpgsqlConnectionStringBuilder Read(string given) =>
        new(new PostgresOptions(given).ConnectionString);
}
