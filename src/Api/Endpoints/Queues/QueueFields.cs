using LiveChat.Api.Validation;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary>Rules that creating and editing a queue share.</summary>
internal static class QueueFields
{
    public const int NameLengthMax = 100;
    public const string AutoMode = "auto";

    /// <summary><c>auto</c>; <c>offer</c> is not available.</summary>
    public static void Mode(this Findings findings, string value)
    {
        if (value == "offer") findings.NotAvailableUnless(false, "mode");
        else findings.Require(value == AutoMode, "mode", "must be auto or offer");
    }
}
