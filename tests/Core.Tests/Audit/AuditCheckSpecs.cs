using LiveChat.Core.Audit;

namespace LiveChat.Core.Tests.Audit;

public sealed class AuditCheckSpecs
{
    private static readonly Guid Tenant = new("0199a0000000700080000000000000aa");

    [Fact]
    public void A_chain_as_it_was_written_has_no_fault() => Assert.Empty(Check(Chain(5)));

    [Fact]
    public void A_chain_without_rows_has_no_fault() =>
        Assert.Empty(new AuditCheck(_ => false).End(AuditHead.None));

    [Fact]
    public void Each_field_counts()
    {
        var facts = Chain(1)[0].Facts;
        AuditFacts[] others =
        [
            facts with { Chain = Guid.Empty }, facts with { Number = 2 }, facts with { AtMicroseconds = 7 },
            facts with { Tenant = null }, facts with { Actor = "key" }, facts with { ActorId = null },
            facts with { Ip = "::1" }, facts with { Action = "queue.deleted" }, facts with { TargetKind = "sender" },
            facts with { Target = "q2" }, facts with { Target = null }, facts with { DetailDigest = "00" },
        ];
        var hashes = others.Append(facts).Select(it => AuditHash.Of(it, AuditHash.First))
            .Append(AuditHash.Of(facts, AuditHash.OfDetail("")));
        Assert.Equal(others.Length + 2, hashes.Distinct().Count());
    }

    [Fact]
    public void Text_that_moves_from_one_field_to_the_next_counts()
    {
        var facts = Chain(1)[0].Facts;
        Assert.NotEqual(
            AuditHash.Of(facts with { TargetKind = "ab", Target = "c" }, AuditHash.First),
            AuditHash.Of(facts with { TargetKind = "a", Target = "bc" }, AuditHash.First));
    }

    /// <summary>A change of the format would make every chain ever written look tampered with.</summary>
    [Fact]
    public void The_hash_stays_what_it_was()
    {
        var facts = new AuditFacts(
            Tenant, 1, 1_700_000_000_000_000, Tenant, "member", "m1", "203.0.113.9", "queue.changed", "queue", "q1",
            AuditHash.OfDetail("{}"));
        Assert.Equal(
            "21001e71afa3b74f64cf94573985cba0ee72fa93045520dea4084a1b3cc6874e", AuditHash.Of(facts, AuditHash.First));
    }

    [Fact]
    public void A_row_that_was_changed_is_told()
    {
        var chain = Chain(5);
        chain[2] = chain[2] with { Facts = chain[2].Facts with { Actor = "system" } };
        Assert.Equal(["row 3 was changed"], Check(chain));
    }

    [Fact]
    public void A_detail_that_was_changed_is_told()
    {
        var chain = Chain(5);
        chain[2] = chain[2] with { Detail = "{\"after\":{}}" };
        Assert.Equal(["row 3 was changed"], Check(chain));
    }

    [Fact]
    public void A_row_that_was_written_anew_with_its_own_hash_no_longer_has_a_follower()
    {
        var chain = Chain(5);
        var facts = chain[2].Facts with { Actor = "system" };
        chain[2] = chain[2] with { Facts = facts, Hash = AuditHash.Of(facts, chain[2].Previous) };
        Assert.Equal(["row 4 does not follow row 3: one of them was written anew"], Check(chain));
    }

    [Fact]
    public void The_last_row_written_anew_does_not_fit_the_head()
    {
        var chain = Chain(5);
        var head = HeadOf(chain);
        var facts = chain[4].Facts with { Actor = "system" };
        chain[4] = chain[4] with { Facts = facts, Hash = AuditHash.Of(facts, chain[4].Previous) };
        Assert.Equal(["row 5 was changed"], Check(chain, head));
    }

    [Fact]
    public void Rows_that_were_removed_are_told_wherever_they_stood()
    {
        var chain = Chain(6);
        var head = HeadOf(chain);
        Assert.Equal(["row 1 was removed"], Check(chain[1..], head));
        Assert.Equal(["rows 3 to 4 were removed"], Check([.. chain[..2], .. chain[4..]], head));
        Assert.Equal(["rows 5 to 6 were removed"], Check(chain[..4], head));
        Assert.Equal(["rows 1 to 6 were removed"], Check([], head));
    }

    [Fact]
    public void Two_rows_that_changed_places_are_told_both()
    {
        var chain = Chain(5);
        (chain[1], chain[3]) = (At(chain[3], 2), At(chain[1], 4));
        Assert.Equal(["row 4 stands in the place of row 2", "row 2 stands in the place of row 4"], Check(chain));
    }

    [Fact]
    public void A_row_behind_the_last_is_told()
    {
        var chain = Chain(5);
        Assert.Equal(["row 5 was added behind the last"], Check(chain, HeadOf(chain[..4])));
    }

    [Fact]
    public void A_detail_may_be_erased_with_its_tenant_and_not_before()
    {
        var chain = Chain(3);
        chain[1] = chain[1] with { Detail = null };
        Assert.Equal(["the detail of row 2 was erased"], Check(chain));
        Assert.Empty(Check(chain, HeadOf(chain), mayBeErased: it => it == Tenant));
    }

    [Fact]
    public void A_chain_that_is_wrong_throughout_tells_a_thousand_faults()
    {
        var chain = Chain(1_500).Select(it => it with { Detail = "x" }).ToArray();
        Assert.Equal(AuditCheck.FindingsMax, Check(chain).Count);
    }

    private static AuditLink At(AuditLink link, long number) =>
        link with { Facts = link.Facts with { Number = number } };

    private static AuditHead HeadOf(AuditLink[] chain) => new(chain[^1].Facts.Number, chain[^1].Hash);

    private static IReadOnlyList<string> Check(
        AuditLink[] chain, AuditHead? head = null, Func<Guid?, bool>? mayBeErased = null)
    {
        var check = new AuditCheck(mayBeErased ?? (_ => false));
        foreach (var link in chain) check.Next(link);
        return [.. check.End(head ?? HeadOf(chain)).Select(it => it.ToString())];
    }

    private static AuditLink[] Chain(int length)
    {
        var links = new List<AuditLink>();
        var previous = AuditHash.First;
        for (var number = 1; number <= length; number++)
        {
            var detail = $"{{\"salt\":\"{number}\"}}";
            var facts = new AuditFacts(
                Tenant, number, 1_700_000_000_000_000 + number, Tenant, "member", "m1", "203.0.113.9",
                "queue.changed", "queue", "q1", AuditHash.OfDetail(detail));
            var hash = AuditHash.Of(facts, previous);
            links.Add(new AuditLink(facts, detail, previous, hash));
            previous = hash;
        }

        return [.. links];
    }
}
