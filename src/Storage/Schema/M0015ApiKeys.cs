namespace LiveChat.Storage.Schema;

/// <summary>Rotation of API keys, and what came with each by month.</summary>
internal static class M0015ApiKeys
{
    public static readonly Migration Migration = new(15, "api keys", d =>
    [
        $"alter table api_key add column previous_hash {d.Bytes}",
        $"alter table api_key add column previous_until {d.Integer}",
        $"alter table api_key add column last_used_at {d.Integer}",
        "create unique index api_key_previous on api_key (previous_hash)",
        $"create table api_key_usage (tenant {d.Id} not null, api_key {d.Id} not null, month {d.Integer} not null, "
            + $"requests {d.Integer} not null, failures {d.Integer} not null, microseconds {d.Integer} not null, "
            + $"primary key (tenant, api_key, month)){d.Clustered}",
    ]);
}
