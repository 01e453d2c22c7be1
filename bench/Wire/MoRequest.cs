using System.Text;

namespace LiveChat.Bench.Wire;

/// <summary>
/// <c>POST /v1/mo</c> for one sender, encoded once but for the contact's and the message's number, which keep their
/// width.
/// </summary>
public sealed class MoRequest
{
    private const int ContactDigits = 8;
    private const int MessageDigits = 12;
    private const string ContactPrefix = "+346";

    private readonly byte[] _beforeContact;
    private readonly byte[] _beforeMessage;
    private readonly byte[] _afterMessage;

    public MoRequest(string credential, string sender)
    {
        var start = $$"""{"channel":"sms","sender":"{{sender}}","from":"{{ContactPrefix}}""";
        _beforeMessage = "\",\"id\":\"bench-"u8.ToArray();
        _afterMessage = "\",\"text\":\"Hello, where is my order? It should have come on Monday.\"}"u8.ToArray();
        var length = start.Length + ContactDigits + _beforeMessage.Length + MessageDigits + _afterMessage.Length;
        _beforeContact =
        [
            .. "POST /v1/mo"u8, .. RequestBuffer.Headers(credential),
            .. Encoding.ASCII.GetBytes($"Content-Length: {length}\r\n\r\n{start}"),
        ];
    }

    public void Write(RequestBuffer request, long contact, long message) => request
        .Start(_beforeContact)
        .AddDigits(contact, ContactDigits)
        .Add(_beforeMessage)
        .AddDigits(message, MessageDigits)
        .Add(_afterMessage);

    /// <summary>The contact's number in a conversation as the API shows it; -1 when there is none.</summary>
    public static long ContactOf(ReadOnlySpan<byte> json)
    {
        var digits = JsonScan.Text(json, "\"address\":\"+346"u8);
        return digits.Length == ContactDigits && long.TryParse(digits, out var contact) ? contact : -1;
    }
}
