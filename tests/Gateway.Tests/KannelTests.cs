using System.Text.Json.Nodes;
using LiveChat.Outside;

namespace LiveChat.Gateway.Tests;

/// <summary>SMS through Debian's Kannel, with the real program behind it, each a process of its own.</summary>
public sealed class KannelTests : IAsyncLifetime
{
    private const string PlatformKey = "platform-key-of-the-gateway-test";
    private const string Contact = "+34600111222";
    private const string Sender = "+34900100200";
    private static readonly TimeSpan _startMax = TimeSpan.FromSeconds(60);

    private static readonly string _long = string.Concat(
        Enumerable.Repeat("Ein längerer Text mit Größe und Maß, señor. ", 7))[..300];

    private static readonly string _longUnicode = string.Concat(
        Enumerable.Repeat("Línea con tilde y 😀 emoji. ", 12))[..300];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livechat-gateway-");
    private readonly int _port = ServerProcess.FreePort();
    private KannelGateway? _kannel;
    private ServerProcess? _server;
    private TenantAccess? _tenant;

    private Uri Url => new($"http://127.0.0.1:{_port}");

    private TenantClient Agent => _tenant!.Agents[0].Client;

    private KannelGateway Kannel => _kannel!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_kannel is not null) await _kannel.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        _tenant?.Dispose();
        _folder.Delete(recursive: true);
    }

    [SkippableFact]
    public async Task SMS_reach_an_agent_and_the_answers_come_out_of_the_SMSC_unchanged_with_their_reports()
    {
        await Start();
        using var stream = await AgentStream.Open(Url, Agent);
        using var smsc = await Smsc.Connect(Kannel.SmscPort);

        await smsc.SendText(Contact, Sender, "¿Hay alguien? Señor Müller, 10 €");
        var assigned = await stream.Next("assigned", _ => true, State);
        var conversation = (string)assigned["conversation"]!["id"]!;
        await smsc.SendUcs2(Contact, Sender, "emoji 😀 и кириллица");
        await Text(stream, "emoji 😀 и кириллица");
        await smsc.SendLong(Contact, Sender, _long);
        await Text(stream, _long);
        Assert.Equal(
            ["¿Hay alguien? Señor Müller, 10 €", "emoji 😀 и кириллица", _long], await Texts(conversation, "mo"));

        await Answer(conversation, "Sí: ¿qué desea? 5 €");
        await Answer(conversation, "Größe 👍🏽 ça va");
        await Answer(conversation, _long);
        await Answer(conversation, _longUnicode);
        var sent = new List<Sms>();
        while (sent.Count < 4) sent.Add(await smsc.Next(State));
        Assert.Equal(["Sí: ¿qué desea? 5 €", "Größe 👍🏽 ça va", _long, _longUnicode], sent.Select(it => it.Text));
        Assert.Equal([1, 1, 2, 5], sent.Select(it => it.Parts));
        Assert.All(sent, it => Assert.Equal((Sender, Contact), (it.From, it.To)));
        await Poll.Until("every answer is reported delivered", _startMax, async () =>
            (await Messages(conversation, "mt")).All(it => (string?)it["delivery"]?["state"] == "delivered"), State);
    }

    [SkippableFact]
    public async Task Kannels_own_fakesmsc_is_answered()
    {
        await Start();
        using var stream = await AgentStream.Open(Url, Agent);
        await using var fakesmsc = Box.Start(
            KannelBinaries.Fakesmsc, _folder.FullName, "-H", "127.0.0.1", "-r", $"{Kannel.SmscPort}", "-m", "1",
            $"{Contact} {Sender} text Necesito ayuda, por favor: ¿cuánto cuesta?");
        var assigned = await stream.Next("assigned", _ => true, State);
        var conversation = (string)assigned["conversation"]!["id"]!;
        Assert.Equal(["Necesito ayuda, por favor: ¿cuánto cuesta?"], await Texts(conversation, "mo"));
        await Answer(conversation, "Nada, señora: es gratis.");
        await Poll.Until(
            "fakesmsc shows the answer", _startMax,
            () => fakesmsc.Output.Contains($"<{Sender} {Contact} text Nada, señora: es gratis.>"),
            () => fakesmsc.Output);
    }

    [SkippableFact]
    public async Task An_SMS_that_comes_while_the_server_is_down_arrives_once_it_is_back_and_only_once()
    {
        await Start();
        using var smsc = await Smsc.Connect(Kannel.SmscPort);
        await _server!.Kill();
        await smsc.SendText(Contact, Sender, "¿Están ahí?");
        await Poll.Until("smsbox has tried", _startMax, () => Kannel.Logs.Contains("¿Están ahí?"), State);
        _server = await StartServer();
        using var stream = await AgentStream.Open(Url, Agent);
        var assigned = await stream.Next("assigned", _ => true, State);
        var conversation = (string)assigned["conversation"]!["id"]!;
        await smsc.SendText(Contact, Sender, "Otra vez");
        await Text(stream, "Otra vez");
        Assert.Equal(["¿Están ahí?", "Otra vez"], await Texts(conversation, "mo"));
    }

    private async Task Start()
    {
        KannelBinaries.Require();
        _server = await StartServer();
        _tenant = await TenantSetup.Create(Url, PlatformKey, new TenantPlan("acme")
        {
            Agents = 1,
            WaitingWithNobodyOnline = 10,
        });
        await _tenant.Admin.Patch(
            "/v1/settings/phrases", new { es = new { waiting = "", assigned = "", transferred = "", closed = "" } });
        _kannel = new KannelGateway(Path.Combine(_folder.FullName, "kannel"));
        var sender = await _tenant.Admin.Post("/v1/senders", new
        {
            address = Sender,
            channel = "sms",
            mode = "exclusive",
            queueId = _tenant.Queues[0],
            delivery = new
            {
                kind = "kannel",
                url = Kannel.SendSmsUrl,
                username = KannelGateway.Username,
                password = KannelGateway.Password,
            },
        });
        await Kannel.Start(new Uri((string)sender["hookUrl"]!));
    }

    private async Task<ServerProcess> StartServer()
    {
        var server = new SiloOptions(_folder.FullName, _port, PlatformKey).Start();
        await server.Ready(_startMax);
        return server;
    }

    private Task Answer(string conversation, string text) =>
        Agent.Post($"/v1/conversations/{conversation}/messages", new { text });

    private Task<JsonNode> Text(AgentStream stream, string text) =>
        stream.Next("message", it => (string?)it["message"]?["text"] == text, State);

    private async Task<List<string>> Texts(string conversation, string direction) =>
        [.. (await Messages(conversation, direction)).Select(it => (string)it["text"]!)];

    private async Task<List<JsonNode>> Messages(string conversation, string direction)
    {
        var list = await Agent.Get($"/v1/conversations/{conversation}/messages?limit=200");
        return [.. list["items"]!.AsArray().Where(it => (string?)it!["direction"] == direction).Select(it => it!)];
    }

    private string State() => $"{_server?.Output()}\n{_kannel?.Logs}";
}
