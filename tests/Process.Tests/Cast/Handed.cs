using System.Text.Json.Nodes;
using LiveChat.Auditor;

namespace LiveChat.Process.Tests.Cast;

/// <summary>An MT as both kinds of adapter get it.</summary>
public static class Handed
{
    public static HandOver Of(JsonNode mt) => new(
        (string)mt["sender"]!, (string)mt["to"]!, (string)mt["messageId"]!, (string)mt["conversationId"]!,
        (string)mt["text"]!);
}
