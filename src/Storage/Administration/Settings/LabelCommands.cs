using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>Null leaves a field as it is.</summary>
public sealed record LabelEdit(string? Name, string? Colour, Given<ImmutableArray<AgentId>?> Agents);

/// <summary>Changes the catalogue of labels. Names are unique without case, among those of one use.</summary>
public static class LabelCommands
{
    public static async Task<Outcome<Label>> Create(
        Change change, TenantId tenant, string name, string colour, LabelUse use, ImmutableArray<AgentId>? agents)
    {
        var catalogue = await Read(change, tenant);
        if (catalogue.Labels.Length >= LabelCatalogue.LabelsMax) return Refusal.LimitReached;
        if (IsTaken(catalogue, name, use, except: null)) return Refusal.LabelNameTaken;
        if (!await AreAgents(change, tenant, agents)) return Refusal.UnknownAgent;
        var label = new Label(new LabelId(Guid.CreateVersion7(change.Now)), name, colour, use, agents);
        await Write(change, tenant, [.. catalogue.Labels, label]);
        return label;
    }

    public static async Task<Outcome<Label>> Edit(Change change, TenantId tenant, LabelId id, LabelEdit edit)
    {
        var catalogue = await Read(change, tenant);
        if (catalogue.Find(id) is not { } label) return Refusal.NotFound;
        if (edit.Name is { } name && IsTaken(catalogue, name, label.For, id)) return Refusal.LabelNameTaken;
        if (edit.Agents.Is && !await AreAgents(change, tenant, edit.Agents.Value)) return Refusal.UnknownAgent;
        var edited = label with
        {
            Name = edit.Name ?? label.Name,
            Colour = edit.Colour ?? label.Colour,
            Agents = edit.Agents.Is ? edit.Agents.Value : label.Agents,
        };
        await Write(change, tenant, catalogue.Labels.Replace(label, edited));
        return edited;
    }

    /// <summary>Conversations that bear it keep its id.</summary>
    public static async Task<Outcome<Label>> Delete(Change change, TenantId tenant, LabelId id)
    {
        var catalogue = await Read(change, tenant);
        if (catalogue.Find(id) is not { } label) return Refusal.NotFound;
        await Write(change, tenant, catalogue.Labels.Remove(label));
        return label;
    }

    /// <summary>As <see cref="Grant"/>, after a command that made or changed the agent; null changes nothing.</summary>
    public static async Task<Outcome<MemberRow>> GrantTo(
        Change change, Outcome<MemberRow> made, IReadOnlyCollection<LabelId>? labels)
    {
        if (made.Value is not { } member || labels is null) return made;
        var refusal = await Grant(change, member.Tenant, member.Agent, labels);
        return refusal == Refusal.None ? made : refusal;
    }

    /// <summary>
    /// The labels that the agent may use beside those that everybody may; a label named here is no longer everybody's.
    /// </summary>
    private static async Task<Refusal> Grant(
        Change change, TenantId tenant, AgentId agent, IReadOnlyCollection<LabelId> labels)
    {
        var catalogue = await Read(change, tenant);
        if (labels.Any(it => catalogue.Find(it) is null)) return Refusal.UnknownLabel;
        var granted = catalogue.Labels.Select(it => labels.Contains(it.Id)
            ? it with { Agents = [.. (it.Agents ?? []).Union([agent])] }
            : it with { Agents = it.Agents?.Remove(agent) }).ToImmutableArray();
        if (granted.Any(it => it.Agents is { Length: > Label.AgentsMax })) return Refusal.LimitReached;
        if (catalogue.Labels.Length > 0) await Write(change, tenant, granted);
        return Refusal.None;
    }

    /// <summary>An agent that is deleted is no longer named by any label.</summary>
    internal static async Task Withdraw(Change change, TenantId tenant, AgentId agent)
    {
        var catalogue = await Read(change, tenant);
        if (catalogue.Labels.Any(it => it.Agents?.Contains(agent) == true)) await Grant(change, tenant, agent, []);
    }

    private static async Task<LabelCatalogue> Read(Change change, TenantId tenant) =>
        (await SettingCommands.Read(change.Rows, tenant, SettingKind.Labels, change.Cancel)).Value;

    private static Task Write(Change change, TenantId tenant, ImmutableArray<Label> labels) => SettingCommands.Set(
        change, tenant, SettingKind.Labels, seen: null,
        _ => new LabelCatalogue
        {
            Labels = [.. labels.OrderBy(it => it.Name, StringComparer.OrdinalIgnoreCase).ThenBy(it => it.Id)],
        });

    private static bool IsTaken(LabelCatalogue catalogue, string name, LabelUse use, LabelId? except) =>
        catalogue.Labels.Any(it => it.Id != except && it.For == use
            && string.Equals(it.Name, name, StringComparison.OrdinalIgnoreCase));

    private static async Task<bool> AreAgents(Change change, TenantId tenant, ImmutableArray<AgentId>? agents)
    {
        if (agents is not { Length: > 0 } named) return true;
        var ids = named.Select(it => new MemberId(it.Value)).ToArray();
        return await change.Rows.AgentsOf(tenant).CountAsync(it => ids.Contains(it.Id), change.Cancel) == ids.Length;
    }
}
