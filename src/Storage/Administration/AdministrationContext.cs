using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration;

/// <summary>
/// The administration model: tenants, members, queues, senders, keys, sessions, settings. Provider-neutral; tables are
/// made by the migrations, never by EF.
/// </summary>
public sealed class AdministrationContext(DbContextOptions<AdministrationContext> options) : DbContext(options);
