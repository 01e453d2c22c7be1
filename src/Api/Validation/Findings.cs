using LiveChat.Api.Problems;

namespace LiveChat.Api.Validation;

/// <summary>
/// Collects what is wrong with a request, so that the caller learns of everything at once. Fields of features that are
/// not available, when they are all that is wrong, give <c>not-available</c>; otherwise it is <c>validation</c>.
/// </summary>
public sealed class Findings
{
    private const int FieldsMax = 50;
    private const int FieldNameLengthMax = 200;
    private Dictionary<string, string[]>? _errors;
    private bool _onlyUnavailable = true;

    /// <summary>The problem to answer with; null while nothing was found.</summary>
    public Problem? Problem => _errors is null ? null
        : _onlyUnavailable ? Problem.NotAvailable(_errors)
        : Problem.Validation(_errors);

    /// <summary>Notes a fault of a field. After 50 fields further ones are left out.</summary>
    public void Add(string field, string message)
    {
        _onlyUnavailable = false;
        Note(field, message);
    }

    /// <summary>Notes a fault of a field when the condition holds not.</summary>
    public void Require(bool holds, string field, string message)
    {
        if (!holds) Add(field, message);
    }

    /// <summary>Notes that a field has another value than its default, and that its feature is not available.</summary>
    public void NotAvailableUnless(bool isDefault, string field)
    {
        if (!isDefault) Note(field, "is not available; leave it out");
    }

    private void Note(string field, string message)
    {
        if (field.Length > FieldNameLengthMax) field = field[..FieldNameLengthMax];
        _errors ??= [];
        if (_errors.TryGetValue(field, out var known)) _errors[field] = [.. known, message];
        else if (_errors.Count < FieldsMax) _errors.Add(field, [message]);
    }
}
