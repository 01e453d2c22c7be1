using Microsoft.Playwright;

namespace LiveChat.Api.Tests.Support;

/// <summary>Debian's Chromium, driven by Playwright; one for all tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Binary = "/usr/bin/chromium";

    private static readonly string[] _arguments =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _driver;
    private IBrowser? _chromium;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Binary)) return;
        _driver = await Playwright.CreateAsync();
        _chromium = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Binary,
            Args = _arguments,
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
        });
    }

    /// <summary>A new page, as on a phone, sharing nothing with others. Skips, visibly, without a Chromium.</summary>
    public async Task<BrowserPage> Open(string url)
    {
        Skip.If(_chromium is null, $"{Binary} is not installed (apt-get install chromium)");
        var page = await _chromium.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
        });
        var opened = new BrowserPage(page);
        await page.GotoAsync(url);
        return opened;
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        _driver?.Dispose();
    }
}

/// <summary>A page, with what its browser complained of.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private const string RefusedByServer = "Failed to load resource: the server responded";

    private readonly List<string> _complaints = [];

    public BrowserPage(IPage page)
    {
        Page = page;
        page.PageError += (_, fault) => _complaints.Add(fault);
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.StartsWith(RefusedByServer, StringComparison.Ordinal))
                _complaints.Add(said.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Faults of scripts, and what the content security policy kept from running.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Heading => Page.GetByRole(AriaRole.Heading);

    public ILocator Field(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
