using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using LiveChat.Outside;
using LiveChat.Silo.Starting;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace LiveChat.Api.Tests.Program;

/// <summary>What stands in <c>deploy/</c> names what the program has, and keeps what is promised of it.</summary>
public sealed partial class DeploymentTests
{
    private const long User = 1654;

    /// <summary>What a stop may take, of a process alone and of a node of a cluster (docs/cluster.md).</summary>
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NodeStopMax = TimeSpan.FromSeconds(20);
    private static readonly string Root = SiloBinary.RepositoryRoot(new DirectoryInfo(AppContext.BaseDirectory));

    private static readonly Lazy<IReadOnlyList<object>> Manifests = new(() =>
    [
        .. Directory.GetFiles(Path.Combine(Root, "deploy", "kubernetes"), "*.yaml", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "kustomization.yaml")
            .SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(file), typeMap: null, strict: true)),
    ]);

    private static V1Deployment Deployment => Manifests.Value.OfType<V1Deployment>().Single();

    private static V1PodSpec Pod => Deployment.Spec.Template.Spec;

    [Fact]
    public void Every_setting_that_is_named_exists()
    {
        var named = from folder in (string[])["deploy", "docs"]
                    from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
                    from Match found in Setting().Matches(File.ReadAllText(file))
                    select (File: Path.GetRelativePath(Root, file), Name: found.Groups[1].Value);
        var all = named.Distinct().ToList();
        Assert.True(all.Select(it => it.Name).Distinct().Count() > 20);
        var missing = all.Where(it => !Exists(typeof(LiveChatOptions), it.Name.Split("__"))).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void A_setting_that_does_not_exist_is_found()
    {
        Assert.True(Exists(typeof(LiveChatOptions), ["Outgoing", "AllowedNetworks", "0"]));
        Assert.False(Exists(typeof(LiveChatOptions), ["Outgoing", "AllowedNetwork"]));
        Assert.False(Exists(typeof(LiveChatOptions), ["Urls", "Data"]));
        Assert.False(Exists(typeof(LiveChatOptions), ["UrlList"]));
    }

    [Fact]
    public void The_settings_of_Kubernetes_are_of_values_that_the_program_takes() =>
        Taken(File.ReadAllLines(Path.Combine(Root, "deploy", "kubernetes", "settings.env"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2)).Select(it => (it[0], it[1])));

    /// <summary>Else changed settings are not rolled out, and are read by whichever node starts anew.</summary>
    [Fact]
    public void The_settings_of_Kubernetes_have_a_name_of_their_own_whenever_they_change()
    {
        Assert.Empty(Manifests.Value.OfType<V1ConfigMap>());
        var made = File.ReadAllText(Path.Combine(Root, "deploy", "kubernetes", "kustomization.yaml"));
        var name = Pod.Containers[0].EnvFrom.Single().ConfigMapRef.Name;
        Assert.Contains($"configMapGenerator:\n  - name: {name}\n    envs: [settings.env]\n", made);
        Assert.DoesNotContain("disableNameSuffixHash", made);
    }

    [Fact]
    public void The_schema_is_brought_up_by_a_pod_that_may_do_what_a_node_may()
    {
        var job = Manifests.Value.OfType<V1Job>().Single().Spec.Template.Spec;
        var (migrating, node) = (job.Containers.Single(), Pod.Containers.Single());
        Assert.Equal(["migrate", "--store", "postgres"], migrating.Args);
        Assert.Equal(node.Image, migrating.Image);
        Assert.Equal(Yaml(Pod.SecurityContext.RunAsUser), Yaml(job.SecurityContext.RunAsUser));
        Assert.Equal(Yaml(node.SecurityContext), Yaml(migrating.SecurityContext));
        Assert.Equal(Yaml(node.VolumeMounts), Yaml(migrating.VolumeMounts));
        Assert.Equal(Yaml(Pod.Volumes), Yaml(job.Volumes));
        var connection = node.Env.Single(it => it.Name == "LiveChat__Connection");
        Assert.Equal(Yaml(connection), Yaml(migrating.Env.Single()));

        static string Yaml(object? part) => KubernetesYaml.Serialize(part);
    }

    [Fact]
    public void The_settings_of_compose_are_of_values_that_the_program_takes()
    {
        var nodes = NodesOfCompose();
        Assert.Equal(3, nodes.Count);
        foreach (var (_, node) in nodes)
        {
            var settings = (Dictionary<object, object>)node["environment"];
            Taken(settings.Select(it => ((string)it.Key, Substituted().Replace((string)it.Value, Given))));
            Assert.Equal("true", node["read_only"]);
        }
    }

    [Fact]
    public void A_rolling_update_never_has_fewer_nodes_than_it_should_and_nodes_are_not_all_evicted_at_once()
    {
        var rolling = Deployment.Spec.Strategy.RollingUpdate;
        Assert.Equal(("0", "1"), ((string)rolling.MaxUnavailable, (string)rolling.MaxSurge));
        var budget = Manifests.Value.OfType<V1PodDisruptionBudget>().Single().Spec;
        Assert.Equal("1", (string)budget.MaxUnavailable);
        Assert.Equal(Deployment.Spec.Selector.MatchLabels, budget.Selector.MatchLabels);
        Assert.True(Deployment.Spec.Replicas >= 3);
    }

    [Fact]
    public void A_node_has_the_time_it_needs_to_stop()
    {
        var leaves = TimeSpan.FromSeconds(Pod.Containers[0].Lifecycle.PreStop.Sleep.Seconds);
        Assert.True(TimeSpan.FromSeconds(Pod.TerminationGracePeriodSeconds!.Value) > leaves + NodeStopMax);
        Assert.All(
            NodesOfCompose(), it => Assert.True(Seconds((string)it.Value["stop_grace_period"]) > NodeStopMax));
        var unit = File.ReadAllText(Path.Combine(Root, "deploy", "systemd", "livechat.service"));
        Assert.True(TimeSpan.FromSeconds(int.Parse(StopSeconds().Match(unit).Groups[1].Value)) > StopMax);

        static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text.TrimEnd('s')));
    }

    [Fact]
    public void A_node_is_nobody_and_writes_nothing_but_its_own()
    {
        var container = Assert.Single(Pod.Containers);
        Assert.True(Pod.SecurityContext.RunAsNonRoot);
        Assert.Equal((User, User), (Pod.SecurityContext.RunAsUser, Pod.SecurityContext.FsGroup));
        Assert.Contains($"USER {User}", File.ReadAllLines(Path.Combine(Root, "deploy", "Dockerfile")));
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.Equal(["/data", "/tmp"], container.VolumeMounts.Select(it => it.MountPath));
        Assert.Equal(Pod.Volumes.Select(it => it.Name), container.VolumeMounts.Select(it => it.Name));
        Assert.Contains("memory", container.Resources.Limits.Keys);
        Assert.Equal(["cpu", "memory"], container.Resources.Requests.Keys.Order());
    }

    [Fact]
    public void Readiness_asks_for_the_database_and_liveness_does_not()
    {
        var container = Pod.Containers[0];
        Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
        Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/live", container.StartupProbe.HttpGet.Path);
    }

    [Fact]
    public void What_a_node_refers_to_is_there()
    {
        var container = Pod.Containers[0];
        var secret = Manifests.Value.OfType<V1Secret>().Single();
        foreach (var key in container.Env.Select(it => it.ValueFrom.SecretKeyRef).OfType<V1SecretKeySelector>())
        {
            Assert.Equal(secret.Metadata.Name, key.Name);
            Assert.Contains(key.Key, secret.StringData.Keys);
        }

        var ports = container.Ports.Select(it => it.Name).ToList();
        var service = Manifests.Value.OfType<V1Service>().Single().Spec;
        Assert.Equal(Deployment.Spec.Template.Metadata.Labels, service.Selector);
        Assert.Contains((string)service.Ports.Single().TargetPort, ports);
        var network = Manifests.Value.OfType<V1NetworkPolicy>().Single().Spec;
        Assert.Equal(ports, network.Ingress.SelectMany(it => it.Ports).Select(it => (string)it.Port));
    }

    [Fact]
    public void Nobody_reaches_a_port_of_a_node_but_those_who_are_named()
    {
        var network = Manifests.Value.OfType<V1NetworkPolicy>().Single().Spec;
        Assert.NotEmpty(network.Ingress);
        Assert.All(network.Ingress, rule => Assert.NotEmpty(rule.FromProperty));
        Assert.All(
            network.Ingress.SelectMany(it => it.FromProperty), it => Assert.NotEmpty(it.PodSelector.MatchLabels));
    }

    [Fact]
    public void The_balancer_of_compose_is_believed_and_no_other_and_passes_no_metrics_on()
    {
        var networks = (Dictionary<object, object>)Compose()["balancer"]["networks"];
        var inside = (Dictionary<object, object>)networks["inside"];
        foreach (var (_, node) in NodesOfCompose())
        {
            var settings = (Dictionary<object, object>)node["environment"];
            Assert.Equal(inside["ipv4_address"], settings["LiveChat__TrustedProxies"]);
            Assert.True(IPAddress.TryParse((string)settings["LiveChat__Telemetry__MetricsFrom"], out _));
        }

        Assert.Contains(
            "http-request deny deny_status 404 if { path,url_dec -m dir -i metrics }",
            File.ReadAllText(Path.Combine(Root, "deploy", "compose", "haproxy.cfg")));
    }

    [Fact]
    public void One_service_of_compose_makes_the_image_of_all_nodes_and_nobody_fetches_it()
    {
        var nodes = NodesOfCompose();
        Assert.Single(nodes, it => it.Value.ContainsKey("build"));
        Assert.All(
            nodes, it => Assert.Equal(("livechat", "never"), (it.Value["image"], it.Value["pull_policy"])));
    }

    [Fact]
    public void The_balancer_and_the_nodes_of_compose_may_open_as_many_files_as_their_connections_need()
    {
        var most = MaxConnections().Match(
            File.ReadAllText(Path.Combine(Root, "deploy", "compose", "haproxy.cfg"))).Groups[1].Value;
        Assert.True(Files(Compose()["balancer"]) > 2 * int.Parse(most));
        var unit = File.ReadAllText(Path.Combine(Root, "deploy", "systemd", "livechat.service"));
        Assert.All(NodesOfCompose(), it => Assert.Contains($"LimitNOFILE={Files(it.Value)}\n", unit));

        static int Files(Dictionary<string, object> service) =>
            int.Parse((string)((Dictionary<object, object>)service["ulimits"])["nofile"]);
    }

    [Fact]
    public void The_balancer_sends_again_nothing_that_changes_something_and_logs_no_numbers()
    {
        var balancer = File.ReadAllLines(Path.Combine(Root, "deploy", "compose", "haproxy.cfg"))
            .Select(it => it.Trim()).ToList();
        Assert.Contains("retry-on conn-failure empty-response", balancer);
        Assert.Contains("http-request disable-l7-retry if !METH_GET", balancer);
        var log = Assert.Single(balancer, it => it.StartsWith("log-format ", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"%(HU|HQ|r|hr|hs)\b|%(HP)\b", log);
    }

    /// <summary>WORKDIR makes a missing folder for the user of the image, who could then change the program.</summary>
    [Fact]
    public void The_folder_of_the_program_is_made_before_the_image_works_in_it()
    {
        var lines = File.ReadAllLines(Path.Combine(Root, "deploy", "Dockerfile")).ToList();
        var image = lines[lines.FindLastIndex(it => it.StartsWith("FROM ", StringComparison.Ordinal))..];
        var made = image.IndexOf("COPY --from=build /app /app");
        Assert.InRange(made, 0, image.IndexOf("WORKDIR /app"));
    }

    /// <summary>But for the engine, which this build may not have, and for secrets.</summary>
    private static void Taken(IEnumerable<(string Name, string Value)> settings)
    {
        var given = settings.Where(it => it.Name.Split("__")[1] is not ("Engine" or "Cluster" or "SealKey"))
            .ToDictionary(it => it.Name.Replace("__", ":"), string? (it) => it.Value);
        given.TryAdd("LiveChat:Connection", "Host=db;Database=livechat");
        Assert.Equal("postgres", given["LiveChat:Store"]);
        LiveChatOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(given).Build());
    }

    private static Dictionary<string, Dictionary<string, object>> Compose()
    {
        var file = File.ReadAllText(Path.Combine(Root, "deploy", "compose.yml"));
        var merged = new MergingParser(new Parser(new StringReader(file)));
        var all = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(merged);
        return ((Dictionary<object, object>)all["services"]).ToDictionary(
            it => (string)it.Key,
            it => ((Dictionary<object, object>)it.Value).ToDictionary(own => (string)own.Key, own => own.Value));
    }

    private static List<KeyValuePair<string, Dictionary<string, object>>> NodesOfCompose() =>
        [.. Compose().Where(it => it.Key.StartsWith("livechat-", StringComparison.Ordinal))];

    /// <summary>Whether the path of names leads to something that can be set.</summary>
    private static bool Exists(Type type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty) return true;
        if (type != typeof(string) && type.GetInterfaces().Append(type).FirstOrDefault(
            it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list)
            return int.TryParse(path[0], out _) && Exists(list.GetGenericArguments()[0], path[1..]);
        if (type.Namespace?.StartsWith("LiveChat", StringComparison.Ordinal) != true) return false;
        const BindingFlags named = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;
        return type.GetProperty(path[0], named) is { CanWrite: true } it && Exists(it.PropertyType, path[1..]);
    }

    [GeneratedRegex(@"\bLiveChat__(\w+)")]
    private static partial Regex Setting();

    /// <summary>What compose has in the place of a variable: its default, or what whoever runs it must say.</summary>
    private static string Given(Match variable) =>
        variable.Groups["how"].Value == "-" ? variable.Groups["default"].Value : "given";

    [GeneratedRegex(@"\$\{\w+:(?<how>[-?])(?<default>[^}]*)\}")]
    private static partial Regex Substituted();

    [GeneratedRegex(@"^\s+maxconn (\d+)$", RegexOptions.Multiline)]
    private static partial Regex MaxConnections();

    [GeneratedRegex(@"^TimeoutStopSec=(\d+)$", RegexOptions.Multiline)]
    private static partial Regex StopSeconds();
}
