using System.Text;
using System.Text.RegularExpressions;
using LiveChat.Api.Auth;
using LiveChat.Core.Access;
using LiveChat.Core.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveChat.Api.Tests.Auth;

/// <summary>Who may make a call, as docs/permissions.md says it in one line.</summary>
/// <param name="Call">As <c>GET /v1/me</c>.</param>
/// <param name="Needs">In words.</param>
/// <param name="Members">
/// For admin, supervisor, agent, viewer with the default permissions: <c>yes</c>, only with a <c>seat</c>, or <c>–</c>.
/// </param>
/// <param name="Scope">Of an API key; or <c>–</c>.</param>
public sealed record AccessRow(string Call, string Needs, IReadOnlyList<string> Members, string Scope)
{
    public const string Platform = "the platform key";
    public const string Anyone = "nothing";
    private const string No = "–";

    public HttpMethod Method => HttpMethod.Parse(Call.Split(' ')[0]);

    public string Path => Call.Split(' ')[1];

    public bool LetsIn(Role role, bool hasSeat) => Needs == Anyone || Members[(int)role - 1] switch
    {
        "yes" => true,
        "seat" => hasSeat,
        _ => false,
    };

    public bool LetsInKey(string scope) => Needs == Anyone || Scope == scope;

    public override string ToString() =>
        $"| `{Call}` | {Needs} | {string.Join(" | ", Members)} | {(Scope == No ? No : $"`{Scope}`")} |";

    public static AccessRow Read(string line)
    {
        var cells = line.Trim('|').Split(" | ").Select(it => it.Trim()).ToArray();
        return new AccessRow(cells[0].Trim('`'), cells[1], cells[2..6], cells[6].Trim('`'));
    }

    public static AccessRow Of(string call, AccessRule rule) => new(
        call, NeedsOf(rule), [.. Enum.GetValues<Role>().Select(role => CellOf(rule, role))], rule.Scope ?? No);

    private static string NeedsOf(AccessRule rule)
    {
        if (rule.Platform) return Platform;
        if (rule.Anyone) return Anyone;
        var needs = rule.AnyMember
            ? "a member"
            : string.Join(" or ", rule.AnyOf.Select(it => $"`{PermissionNames.Of(it)}`"));
        if (needs.Length == 0) return "a key";
        if (rule.OfAdmins) needs = $"an admin with {needs}";
        return rule.Switch is { } action ? $"{needs}; switch `{PermissionNames.Of(action)}`" : needs;
    }

    private static string CellOf(AccessRule rule, Role role)
    {
        if (rule.Anyone) return "yes";
        var (with, without) = (LetsIn(rule, role, hasSeat: true), LetsIn(rule, role, hasSeat: false));
        Assert.True(with || !without, "A seat never takes a right away.");
        return without ? "yes" : with ? "seat" : No;
    }

    private static bool LetsIn(AccessRule rule, Role role, bool hasSeat) => rule.Missing(new Principal
    {
        Tenant = default,
        Member = default(MemberId),
        Role = role,
        Permissions = TenantAccess.Default.Permissions(role, hasSeat),
        Workspace = TenantAccess.Default.Workspace(role),
        Scopes = new HashSet<string>(),
    }) is null;
}

/// <summary>The table of docs/permissions.md: read from there, and made from the endpoints themselves.</summary>
internal static partial class AccessTable
{
    public static string DocumentPath
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LiveChat.sln")))
                folder = folder.Parent;
            return Path.Combine(folder!.FullName, "docs", "permissions.md");
        }
    }

    public static IReadOnlyList<AccessRow> Documented() =>
    [
        .. File.ReadLines(DocumentPath).Where(it => RowStart().IsMatch(it)).Select(AccessRow.Read),
    ];

    /// <summary>Every call under <c>/v1</c>, by path.</summary>
    public static IReadOnlyList<AccessRow> Of(IEnumerable<Endpoint> endpoints) =>
    [
        .. endpoints.OfType<RouteEndpoint>()
            .Select(it => (Path: $"/{it.RoutePattern.RawText!.TrimStart('/')}", Endpoint: it))
            .Where(it => it.Path.StartsWith("/v1/", StringComparison.Ordinal))
            .SelectMany(it => it.Endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods, (it, method) =>
                (it.Path, Row: AccessRow.Of($"{method} {it.Path}", it.Endpoint.Metadata.GetMetadata<AccessRule>()!)))
            .OrderBy(it => it.Path, StringComparer.Ordinal).ThenBy(it => it.Row.Call, StringComparer.Ordinal)
            .Select(it => it.Row),
    ];

    /// <summary>Puts the rows in place of those that the document has.</summary>
    public static void Write(IReadOnlyList<AccessRow> rows)
    {
        var lines = File.ReadAllLines(DocumentPath).ToList();
        var first = lines.FindIndex(it => it.StartsWith("| Call |", StringComparison.Ordinal)) + 2;
        var count = lines.Skip(first).TakeWhile(it => it.StartsWith('|')).Count();
        lines.RemoveRange(first, count);
        lines.InsertRange(first, rows.Select(it => it.ToString()));
        File.WriteAllText(DocumentPath, string.Join('\n', lines) + '\n', new UTF8Encoding(false));
    }

    [GeneratedRegex("^\\| `[A-Z]+ /v1/")]
    private static partial Regex RowStart();
}
