using System.Collections.Immutable;

namespace LiveChat.Storage.Schema;

/// <summary>Tenants, members, queues, senders, API keys and sessions.</summary>
internal static class M0002Administration
{
    public static readonly Migration Migration =
        new(2, "administration", dialect => [.. People(dialect), .. Routing(dialect), .. Credentials(dialect)]);

    private static ImmutableArray<string> People(SchemaDialect d) =>
    [
        $"create table tenant (id {d.Id} not null primary key, slug {d.Text} not null, name {d.Text} not null, "
            + $"time_zone {d.Text} not null, language {d.Text} not null, seats {d.Integer} not null, "
            + $"live_chat {d.Flag} not null, allowed_senders {d.Text}, conversations_per_agent {d.Integer}, "
            + $"waiting_per_online_agent {d.Integer} not null, waiting_with_nobody_online {d.Integer} not null, "
            + $"settings_version {d.Integer} not null, created_at {d.Integer} not null){d.Clustered}",
        "create unique index tenant_slug on tenant (slug)",

        $"create table member (tenant {d.Id} not null, id {d.Id} not null, username {d.Text} not null, "
            + $"username_key {d.Text}, display_name {d.Text} not null, email {d.Text}, email_key {d.Text}, "
            + $"password_hash {d.Text} not null, role {d.Integer} not null, has_seat {d.Flag} not null, "
            + $"enabled {d.Flag} not null, deleted_at {d.Integer}, max_concurrent_sessions {d.Integer}, "
            + $"show_full_phone {d.Flag} not null, languages {d.Text} not null, search_key {d.Text} not null, "
            + $"created_at {d.Integer} not null, primary key (tenant, id)){d.Clustered}",
        "create unique index member_username on member (tenant, username_key)",
        "create unique index member_email on member (tenant, email_key)",
    ];

    private static ImmutableArray<string> Routing(SchemaDialect d) =>
    [
        $"create table queue (tenant {d.Id} not null, id {d.Id} not null, name {d.Text} not null, "
            + $"strategy {d.Integer} not null, conversations_per_agent {d.Integer}, "
            + $"waiting_per_online_agent {d.Integer}, waiting_with_nobody_online {d.Integer}, "
            + $"settings_version {d.Integer} not null, created_at {d.Integer} not null, "
            + $"primary key (tenant, id)){d.Clustered}",

        $"create table membership (tenant {d.Id} not null, queue {d.Id} not null, agent {d.Id} not null, "
            + $"priority {d.Integer} not null, delay_seconds {d.Integer} not null, "
            + $"primary key (tenant, queue, agent)){d.Clustered}",
        "create index membership_agent on membership (tenant, agent)",

        $"create table sender (tenant {d.Id} not null, id {d.Id} not null, channel {d.Integer} not null, "
            + $"address {d.Text} not null, queue {d.Id} not null, priority {d.Integer} not null, "
            + $"sealed_delivery {d.Text} not null, created_at {d.Integer} not null, "
            + $"primary key (tenant, id)){d.Clustered}",
        "create unique index sender_address on sender (channel, address)",
        "create unique index sender_id on sender (id)",
        "create index sender_queue on sender (tenant, queue)",
    ];

    private static ImmutableArray<string> Credentials(SchemaDialect d) =>
    [
        $"create table api_key (tenant {d.Id} not null, id {d.Id} not null, name {d.Text} not null, "
            + $"hash {d.Bytes} not null, prefix {d.Text} not null, scopes {d.Text} not null, "
            + $"expires_at {d.Integer}, created_at {d.Integer} not null, primary key (tenant, id)){d.Clustered}",
        "create unique index api_key_hash on api_key (hash)",

        $"create table session (tenant {d.Id} not null, id {d.Id} not null, member {d.Id} not null, "
            + $"hash {d.Bytes} not null, created_at {d.Integer} not null, last_seen_at {d.Integer} not null, "
            + $"primary key (tenant, id)){d.Clustered}",
        "create unique index session_hash on session (hash)",
        "create index session_member on session (tenant, member)",
    ];
}
