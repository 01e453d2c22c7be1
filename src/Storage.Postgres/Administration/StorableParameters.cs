using System.Data.Common;
using LiveChat.Storage.Postgres.Raw;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LiveChat.Storage.Postgres.Administration;

/// <summary>Keeps from the server what it refuses in a text (<see cref="PostgresText"/>).</summary>
internal sealed class StorableParameters : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => PostgresText.Of(text),
                IEnumerable<string> texts => texts.Select(PostgresText.Of).ToArray(),
                var other => other,
            };
        }

        return result;
    }
}
