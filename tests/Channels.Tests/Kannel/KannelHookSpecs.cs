using System.Collections.Concurrent;
using System.Net;
using System.Text;
using LiveChat.Channels.Kannel;
using LiveChat.Channels.Tests.Support;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage;
using LiveChat.Storage.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Channels.Tests.Kannel;

public sealed class KannelHookSpecs : IAsyncLifetime
{
    private const string Mo =
        "?from=%2B34600111222&to=%2B34900100200&text=hola&coding=0&charset=UTF-8&id=k1&ts=1750000000";
    private readonly TestDirectory _directory = new();
    private readonly ScriptedEntry _entry = new();
    private readonly KeptReports _reports = new();
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private SenderEntry? _sender;

    private string Hook => $"{_app!.Urls.Single()}/v1/hooks/kannel/{new HookConnection(_sender!.Id, "right-key")}";

    public async Task InitializeAsync()
    {
        _sender = _directory.Add(new KannelDelivery("http://127.0.0.1:1/", "user", "password", "right-key"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IDirectory>(_directory);
        builder.Services.AddSingleton<IMoEntry>(_entry);
        builder.Services.AddSingleton<IMoAdmission>(_entry);
        builder.Services.AddSingleton<IDeliveryReports>(_reports);
        builder.Services.AddSingleton(TimeProvider.System);
        _app = builder.Build();
        _app.MapGroup("/v1/hooks").MapKannelHooks();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app!.DisposeAsync();
    }

    [Fact]
    public async Task An_MO_enters_with_Kannels_id_and_time_and_the_answer_has_no_text()
    {
        using var answer = await _http.GetAsync(Hook + Mo);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        var mo = Assert.Single(_entry.Received);
        Assert.Equal(
            (_sender!.Tenant, _sender.Address, "+34600111222", "k1", "hola"),
            (mo.Tenant, mo.Sender, mo.Contact, mo.ProviderId, mo.Text));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1750000000), mo.SentAt);
    }

    [Fact]
    public async Task A_post_has_the_text_as_its_body()
    {
        var content = new ByteArrayContent(Encoding.BigEndianUnicode.GetBytes("emoji 😀"));
        content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=\"UTF-16BE\"");
        using var answer = await _http.PostAsync(Hook + "?from=34600111222&coding=2&id=k2", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var mo = Assert.Single(_entry.Received);
        Assert.Equal(("emoji 😀", "+34600111222"), (mo.Text, mo.Contact));
    }

    [Fact]
    public async Task A_form_has_the_parameters_in_its_body()
    {
        var form = new StringContent(Mo[1..], Encoding.ASCII, "application/x-www-form-urlencoded");
        using var answer = await _http.PostAsync(Hook, form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("hola", Assert.Single(_entry.Received).Text);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_left_out_of_the_text()
    {
        using var answer = await _http.GetAsync(Hook + "?from=%2B34600111222&text=a%00b%D8%3Dc&id=k3");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain('\0', Assert.Single(_entry.Received).Text);
    }

    [Fact]
    public async Task Without_an_id_time_and_content_stand_in_for_it()
    {
        const string Once = "?from=%2B34600111222&text=hola&ts=1750000000";
        await _http.GetAsync(Hook + Once);
        await _http.GetAsync(Hook + Once);
        await _http.GetAsync(Hook + Once.Replace("hola", "otra"));
        await _http.GetAsync(Hook + "?from=%2B34600111222&text=hola");
        await _http.GetAsync(Hook + "?from=%2B34600111222&text=hola");
        var ids = _entry.Received.Select(mo => mo.ProviderId).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("wrong-key")]
    [InlineData("right-key2")]
    [InlineData("")]
    public async Task A_wrong_key_is_not_found(string key)
    {
        using var answer = await _http.GetAsync(Hook.Replace("right-key", key) + Mo);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(_entry.Received);
    }

    [Theory]
    [InlineData(MoOutcome.Duplicate)]
    [InlineData(MoOutcome.LiveChatOff)]
    [InlineData(MoOutcome.SenderUnknown)]
    public async Task What_trying_again_would_not_change_is_answered_200(MoOutcome outcome)
    {
        _entry.Answer = () => new MoAnswer(outcome);
        using var answer = await _http.GetAsync(Hook + Mo);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_message_from_no_telephone_number_is_dropped_with_200()
    {
        using var answer = await _http.GetAsync(Hook + Mo.Replace("%2B34600111222", "VODAFONE"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(_entry.Received);
    }

    [Fact]
    public async Task Passing_trouble_is_answered_503_so_that_smsbox_tries_again()
    {
        foreach (var trouble in new Exception[]
        {
            new ActorBusyException("busy"), new ActorFaultedException("fault"), new StoreBusyException("busy"),
            new StoreUnavailableException("away"),
        })
        {
            _entry.Answer = () => throw trouble;
            using var answer = await _http.GetAsync(Hook + Mo);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task A_tenant_that_brings_too_much_is_answered_429_and_nothing_enters()
    {
        _entry.Wait = TimeSpan.FromSeconds(2.1);
        using var answer = await _http.GetAsync(Hook + Mo);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), answer.Headers.RetryAfter!.Delta);
        Assert.Empty(_entry.Received);
    }

    [Theory]
    [InlineData("1", "", DeliveryState.Delivered, null)]
    [InlineData("2", "NACK%2F", DeliveryState.Failed, "NACK/")]
    [InlineData("2", "", DeliveryState.Failed, "kannel-2")]
    [InlineData("4", "", DeliveryState.Sent, null)]
    [InlineData("8", "ACK%2F", DeliveryState.Sent, null)]
    [InlineData("16", "REJECTED", DeliveryState.Failed, "REJECTED")]
    public async Task A_report_is_recorded_for_the_senders_tenant(
        string type, string reply, DeliveryState state, string? code)
    {
        var id = new MessageId(Outlet.Thread(1), 4);
        using var answer = await _http.GetAsync($"{Hook}/dlr?id={id}&type={type}&answer={reply}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var update = Assert.Single(_reports.Recorded);
        Assert.Equal((_sender!.Tenant, id, state, code), (update.Tenant, update.Message, update.State, update.Code));
    }

    [Theory]
    [InlineData("id=nonsense&type=1")]
    [InlineData("type=1")]
    [InlineData("id=00000001000700070000000000000000.4&type=3")]
    public async Task A_report_that_says_nothing_is_answered_200(string query)
    {
        using var answer = await _http.GetAsync($"{Hook}/dlr?{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(_reports.Recorded);
    }

    private sealed class ScriptedEntry : IMoEntry, IMoAdmission
    {
        public TimeSpan? Wait { get; set; }

        public ConcurrentQueue<IncomingMo> Received { get; } = [];

        public Func<MoAnswer> Answer { get; set; } = () => new MoAnswer(MoOutcome.Accepted);

        public ValueTask<TimeSpan?> Admit(TenantId tenant, int messages, CancellationToken cancel = default)
        {
            Assert.Equal(1, messages);
            return new ValueTask<TimeSpan?>(Wait);
        }

        public ValueTask<MoAnswer> Receive(IncomingMo mo, CancellationToken cancel = default)
        {
            Received.Enqueue(mo);
            return new ValueTask<MoAnswer>(Answer());
        }
    }

    private sealed class KeptReports : IDeliveryReports
    {
        public ConcurrentQueue<DeliveryUpdate> Recorded { get; } = [];

        public ValueTask<DeliveryChange?> Record(DeliveryUpdate update, CancellationToken cancel = default)
        {
            Recorded.Enqueue(update);
            return new ValueTask<DeliveryChange?>((DeliveryChange?)null);
        }
    }
}
