using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>The audit log hears of every table of the administration, and of no secret of any.</summary>
public sealed class AuditedEntitiesTests
{
    [Fact]
    public void Every_entity_says_how_it_is_audited()
    {
        var entities = Model().GetEntityTypes().Select(it => it.ClrType).ToList();
        Assert.True(entities.Count > 9);
        Assert.DoesNotContain(entities, it => !AuditedEntities.Knows(it));
        Assert.Equal(entities.Count, entities.Select(it => AuditedEntities.Of(it).Name).Distinct().Count());
    }

    [Fact]
    public void Whatever_sounds_like_a_secret_is_listed_as_one_or_as_harmless()
    {
        var unlisted = from entity in Model().GetEntityTypes()
                       let audited = AuditedEntities.Of(entity.ClrType)
                       from property in entity.GetProperties()
                       where AuditedEntities.SmellsOfSecret(property.Name)
                           && !audited.Secrets.Contains(property.Name) && !audited.Harmless.Contains(property.Name)
                       select $"{entity.ClrType.Name}.{property.Name}";
        Assert.Empty(unlisted);
    }

    [Fact]
    public void What_is_listed_is_there()
    {
        var stale = from entity in Model().GetEntityTypes()
                    let audited = AuditedEntities.Of(entity.ClrType)
                    from name in (string[])
                         [.. audited.Secrets, .. audited.Harmless, .. audited.Derived, .. audited.Documents]
                    where entity.FindProperty(name) is null
                    select $"{entity.ClrType.Name}.{name}";
        Assert.Empty(stale);
    }

    private static Microsoft.EntityFrameworkCore.Metadata.IModel Model()
    {
        using var context = new AdministrationContext(
            new DbContextOptionsBuilder<AdministrationContext>().UseSqlite("data source=:memory:").Options);
        return context.Model;
    }
}
