using System.Collections.Immutable;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>Something for each role. In a request, a role that is left out is not spoken of.</summary>
public sealed record ByRole<T> where T : class
{
    public Optional<T> Admin { get; init; }
    public Optional<T> Supervisor { get; init; }
    public Optional<T> Agent { get; init; }
    public Optional<T> Viewer { get; init; }

    public static ByRole<T> Of(Func<Role, T> of) => new()
    {
        Admin = of(Role.Admin),
        Supervisor = of(Role.Supervisor),
        Agent = of(Role.Agent),
        Viewer = of(Role.Viewer),
    };

    /// <summary>What was given, with the field it stands in.</summary>
    internal IReadOnlyList<(Role Role, string Field, T Value)> Given(Findings findings, string prefix = "")
    {
        var given = new List<(Role, string, T)>();
        Note(Role.Admin, "admin", Admin);
        Note(Role.Supervisor, "supervisor", Supervisor);
        Note(Role.Agent, "agent", Agent);
        Note(Role.Viewer, "viewer", Viewer);
        return given;

        void Note(Role role, string name, Optional<T> optional)
        {
            if (findings.Given(prefix + name, optional) is { } value) given.Add((role, prefix + name, value));
        }
    }
}

/// <summary>Switches that are kept only where they were set.</summary>
internal static class Switches
{
    /// <summary>The present ones after a request: null takes a switch away, so that it inherits.</summary>
    public static ImmutableSortedDictionary<TKey, bool> With<TKey>(
        this ImmutableSortedDictionary<TKey, bool> present, IEnumerable<(TKey Key, Optional<bool?> Given)> request)
        where TKey : notnull
    {
        foreach (var (key, given) in request)
        {
            if (!given.IsGiven) continue;
            present = given.Value is { } set ? present.SetItem(key, set) : present.Remove(key);
        }

        return present;
    }

    /// <summary>The present ones of each role after a request; a role left without any is not kept.</summary>
    public static ImmutableSortedDictionary<Role, ImmutableSortedDictionary<TKey, bool>> With<TKey, T>(
        this ImmutableSortedDictionary<Role, ImmutableSortedDictionary<TKey, bool>> present,
        IEnumerable<(Role Role, string Field, T Value)> request,
        Func<T, IEnumerable<(TKey Key, Optional<bool?> Given)>> switches)
        where TKey : notnull
    {
        foreach (var (role, _, value) in request)
        {
            var own = present.GetValueOrDefault(role, ImmutableSortedDictionary<TKey, bool>.Empty)
                .With(switches(value));
            present = own.IsEmpty ? present.Remove(role) : present.SetItem(role, own);
        }

        return present;
    }
}
