using System.Globalization;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Addresses;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Mt;

/// <summary>What a fetcher asks for.</summary>
internal readonly record struct FetchQuery(string Sender, Channel? Channel, int Max, TimeSpan Wait)
{
    private const int MaxDefault = 100;
    private const int MaxMax = 1_000;
    private const int WaitSecondsDefault = 20;
    private const int WaitSecondsMax = 60;

    public static FetchQuery Of(IQueryCollection query, Findings findings)
    {
        // A plus sign that was not escaped arrives as a space.
        var text = query["sender"].ToString();
        if (text.StartsWith(' ')) text = $"+{text[1..]}";
        var isAddress = SenderAddress.TryNormalise(text, out var sender);
        findings.Require(isAddress, "sender", "must be the address of a sender");
        return new FetchQuery(
            sender, ChannelOf(query, findings), Number(query, "max", MaxDefault, 1, MaxMax, findings),
            TimeSpan.FromSeconds(Number(query, "waitSeconds", WaitSecondsDefault, 0, WaitSecondsMax, findings)));
    }

    private static Channel? ChannelOf(IQueryCollection query, Findings findings)
    {
        if (!query.TryGetValue("channel", out var text)) return null;
        if (Names.TryParse<Channel>(text.ToString(), out var channel)) return channel;
        findings.Add("channel", "must be sms or whatsapp");
        return null;
    }

    private static int Number(IQueryCollection query, string name, int fallback, int min, int max, Findings findings)
    {
        if (!query.TryGetValue(name, out var text)) return fallback;
        if (int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        findings.Add(name, FormattableString.Invariant($"must be a whole number from {min} to {max}"));
        return fallback;
    }
}
