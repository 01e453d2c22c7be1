namespace LiveChat.Silo.Demo;

/// <summary>Says, ready to copy, how to take part with curl.</summary>
public static class JoinIn
{
    // The shell puts a new provider id in, so that the line can be sent again.
    private const string Message = """
        "from":"+34600111222","id":"'$(date +%s%N)'","text":"Hello!"
        """;

    public static async Task Tell(Uri url, DemoKeys keys, DemoTenant tenant, CancellationToken stop)
    {
        var guest = await tenant.SignIn(DemoPlan.Guest, stop);
        var at = url.ToString().TrimEnd('/');
        // Written plainly: a line that was wrapped or coloured could not be copied.
        await Console.Out.WriteLineAsync(
            $$"""

            Contacts and agents are talking now. Join in from another terminal:

              PLATFORM={{keys.PlatformKey}}
              KEY={{tenant.Adapter.Credential}}
              YOU={{guest.Credential}}

            Be an agent and watch what comes (an open stream is presence):
              curl -N {{at}}/v1/me/stream -H "Authorization: Bearer $YOU"

            Be a contact and write:
              curl {{at}}/v1/mo -H "Authorization: Bearer $KEY" --json \
                '{"channel":"sms","sender":"{{DemoPlan.GuestSender}}",{{Message}}}'

            Answer, with the conversationId of that, and fetch the answer as the adapter would:
              curl {{at}}/v1/conversations/CONVERSATION/messages \
                -H "Authorization: Bearer $YOU" --json '{"text":"Hi there!"}'
              curl "{{at}}/v1/mt?sender=%2B{{DemoPlan.GuestSender[1..]}}&max=10&waitSeconds=5" \
                -H "Authorization: Bearer $KEY"

            """.AsMemory(), stop);
    }
}
