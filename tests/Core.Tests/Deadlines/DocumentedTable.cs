using LiveChat.Core.Deadlines;

namespace LiveChat.Core.Tests.Deadlines;

/// <summary>The table in the docs is the code's.</summary>
public sealed class DocumentedTable
{
    /// <summary>What <see cref="TimerSpecs"/> shows each timer to count from, in the words of the docs.</summary>
    private static readonly Dictionary<DeadlineKind, string> CountsFrom = new()
    {
        [DeadlineKind.LiveChatOff] = "the operator's turning live chat off",
        [DeadlineKind.Inactivity] = "the later of the contact's last message and the last answer",
        [DeadlineKind.DisconnectTransfer] = "the drop of the agent's last stream, or the assignment if later",
        [DeadlineKind.AutoTransfer] = "the contact's first unanswered message, or the assignment if later",
        [DeadlineKind.DisconnectNotice] = "as `DisconnectTransfer`",
        [DeadlineKind.Reengagement] = "as `AutoTransfer`",
        [DeadlineKind.Reminder] = "as `Inactivity`",
        [DeadlineKind.Warning] = "as `Inactivity`, so long before its end",
        [DeadlineKind.OfferTimeout] = "the offer, by the rules at that time",
        [DeadlineKind.WrapUpEnd] = "the agent's close, by the rules at that time",
        [DeadlineKind.WaitingQuestionnaire] = "the beginning of the wait",
    };

    [Fact]
    public void It_has_every_deadline_in_the_order_of_precedence() => Assert.Equal(
        Enum.GetValues<DeadlineKind>().Select(kind => $"`{kind}`"), Rows().Select(row => row[1]));

    [Fact]
    public void It_says_of_each_what_it_counts_from() => Assert.Equal(
        Enum.GetValues<DeadlineKind>().Select(kind => CountsFrom[kind]), Rows().Select(row => row[3]));

    private static IEnumerable<string[]> Rows() => File.ReadLines(Docs())
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    private static string Docs()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var docs = Path.Combine(folder.FullName, "docs", "deadlines.md");
            if (File.Exists(docs)) return docs;
        }

        throw new InvalidOperationException("The tests do not stand in a checkout.");
    }
}
