namespace LiveChat.Core.Audit;

/// <summary>
/// Follows one chain from its first row to its head and finds what was changed, removed, moved or added since it was
/// written. What it cannot see is a chain that was rewritten whole, head included: for that compare the head with one
/// noted elsewhere before.
/// </summary>
/// <param name="mayBeErased">Whether the details of rows about a tenant may be gone: it was deleted.</param>
public sealed class AuditCheck(Func<Guid?, bool> mayBeErased)
{
    /// <summary>Faults that are told; one chain that is wrong throughout need not fill the memory.</summary>
    public const int FindingsMax = 1_000;

    private readonly List<AuditFinding> _findings = [];
    private readonly List<AuditLink> _misfits = [];
    private AuditHead _last = AuditHead.None;
    private bool _lastFits = true;

    /// <summary>The last row so far.</summary>
    public AuditHead Last => _last;

    /// <param name="link">The next row by number.</param>
    public void Next(AuditLink link)
    {
        var number = link.Facts.Number;
        var inRow = number == _last.Number + 1;
        var fits = AuditHash.Of(link.Facts, link.Previous) == link.Hash;
        if (!inRow) Note(new AuditFinding(AuditFault.Removed, _last.Number + 1, number - 1));
        if (!fits) NoteMisfit(link);
        else if (link.Detail is { } detail && AuditHash.OfDetail(detail) != link.Facts.DetailDigest)
            Note(new AuditFinding(AuditFault.Changed, number));
        else if (link.Detail is null && !mayBeErased(link.Facts.Tenant))
            Note(new AuditFinding(AuditFault.Erased, number));
        else if (inRow && _lastFits && link.Previous != _last.Hash)
            Note(new AuditFinding(AuditFault.Unlinked, number));
        (_last, _lastFits) = (new AuditHead(number, link.Hash), fits);
    }

    /// <summary>What is wrong, by number, given the head that was kept apart.</summary>
    public IReadOnlyList<AuditFinding> End(AuditHead head)
    {
        if (_last.Number < head.Number) Note(new AuditFinding(AuditFault.Removed, _last.Number + 1, head.Number));
        else if (_last.Number > head.Number) Note(new AuditFinding(AuditFault.Added, head.Number + 1, _last.Number));
        else if (_lastFits && _last.Hash != head.Hash) Note(new AuditFinding(AuditFault.Changed, _last.Number));
        foreach (var misfit in _misfits) Note(Explain(misfit));
        return [.. _findings.Distinct().OrderBy(it => it.Number).ThenBy(it => it.Fault)];
    }

    private void NoteMisfit(AuditLink link)
    {
        if (_misfits.Count < FindingsMax) _misfits.Add(link);
    }

    private void Note(AuditFinding finding)
    {
        if (_findings.Count < FindingsMax) _findings.Add(finding);
    }

    /// <summary>A row that fits under the number of another misfit was moved there; else it was changed.</summary>
    private AuditFinding Explain(AuditLink link)
    {
        var origin = _misfits.FirstOrDefault(other => other != link
            && AuditHash.Of(link.Facts with { Number = other.Facts.Number }, link.Previous) == link.Hash);
        return origin is null
            ? new AuditFinding(AuditFault.Changed, link.Facts.Number)
            : new AuditFinding(AuditFault.Moved, link.Facts.Number, origin.Facts.Number);
    }
}
