using System.Globalization;
using System.Text;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Deadlines;

namespace LiveChat.Storage.Postgres.Administration;

/// <summary>
/// What was touched as text of notifications: who says it, then a line for each thing. Nothing in it is secret: of
/// tokens there are hashes. A kind that is not known, which a newer program may say, is read as everything.
/// </summary>
internal static class TouchedText
{
    /// <summary>The server takes less than 8000 bytes.</summary>
    private const int BytesMax = 7_900;

    public static IEnumerable<string> Write(Guid origin, Touched touched)
    {
        var text = new StringBuilder();
        var bytesCount = 0;
        foreach (var line in Lines(touched))
        {
            var lineBytesCount = Encoding.UTF8.GetByteCount(line) + 1;
            if (text.Length > 0 && bytesCount + lineBytesCount > BytesMax)
            {
                yield return text.ToString();
                text.Clear();
            }

            if (text.Length == 0) bytesCount = text.Append(origin.ToString("N")).Length;
            text.Append('\n').Append(line);
            bytesCount += lineBytesCount;
        }

        if (text.Length > 0) yield return text.ToString();
    }

    /// <summary>Null for the touched: it cannot be read.</summary>
    public static (Guid Origin, Touched? Touched) Read(string text)
    {
        var lines = text.Split('\n');
        if (!Guid.TryParseExact(lines[0], "N", out var origin)) return (Guid.Empty, null);
        var touched = new Touched();
        try
        {
            return (origin, lines.Skip(1).All(line => Add(touched, line)) ? touched : null);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return (origin, null);
        }
    }

    private static IEnumerable<string> Lines(Touched touched) =>
    [
        .. touched.Tenants.Except(touched.Vanished).Select(it => $"tenant {it}"),
        .. touched.TenantsAlone.Select(it => $"alone {it}"),
        .. touched.Vanished.Select(it => $"vanished {it}"),
        .. touched.Queues.Select(it => $"queue {it.Tenant} {it.Queue}"),
        .. touched.Agents.Select(it => $"agent {it.Tenant} {it.Agent}"),
        .. touched.Senders.Select(it => $"sender {it.Id} {(int)it.Channel} {it.Address}"),
        .. touched.Tokens.Select(it => $"token {Convert.ToHexStringLower(it.ToBytes())}"),
        .. touched.Reviews.Select(it => FormattableString.Invariant(
            $"review {it.Tenant} {it.Queue?.ToString() ?? "-"} {it.Number}")),
        .. touched.MailsQueued == 0
            ? Array.Empty<string>() : [FormattableString.Invariant($"mails {touched.MailsQueued}")],
    ];

    private static bool Add(Touched touched, string line)
    {
        switch (line.Split(' ', 4))
        {
            case ["tenant", var tenant]: touched.Add(Id<TenantId>(tenant)); break;
            case ["alone", var tenant]: touched.AddAlone(Id<TenantId>(tenant)); break;
            case ["vanished", var tenant]: touched.AddVanished(Id<TenantId>(tenant)); break;
            case ["queue", var tenant, var queue]: touched.Add(Id<TenantId>(tenant), Id<QueueId>(queue)); break;
            case ["agent", var tenant, var agent]: touched.Add(Id<TenantId>(tenant), Id<AgentId>(agent)); break;
            case ["sender", var sender, var channel, var address]:
                touched.Add(Id<SenderId>(sender), (Channel)Number(channel), address);
                break;
            case ["token", var token]: touched.Add(TokenHash.From(Convert.FromHexString(token))); break;
            case ["review", var tenant, var queue, var number]:
                touched.Add(new DeadlineReview(
                    Id<TenantId>(tenant), queue == "-" ? null : Id<QueueId>(queue), Number(number)));
                break;
            case ["mails", var count]: touched.AddMails((int)Number(count)); break;
            default: return false;
        }

        return true;
    }

    private static TId Id<TId>(string text) where TId : struct, IGuidId<TId> => GuidId.Parse<TId>(text);

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
