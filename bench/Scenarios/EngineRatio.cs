using LiveChat.Bench.Deployments;
using LiveChat.Bench.Measures;

namespace LiveChat.Bench.Scenarios;

/// <summary>What the cluster engine costs over the embedded one, on the same store and in the same run.</summary>
public static class EngineRatio
{
    /// <summary>So much more time each piece of work may take on one node than with the embedded engine.</summary>
    private const double CostMax = 0.25;

    public static IEnumerable<Figure> Of(
        string scenario, IReadOnlyCollection<(Deployment Deployment, double PerSecond)> rates)
    {
        if (rates.FirstOrDefault(it => it.Deployment == Deployment.Postgres) is not ({ }, var embedded)) yield break;
        foreach (var (deployment, perSecond) in rates.Where(it => it.Deployment.IsCluster))
        {
            var cost = embedded / perSecond - 1;
            yield return deployment.Nodes == 1
                ? new Figure(
                    deployment.Of(scenario), "more than embedded", cost * 100, "%", $"≤ {CostMax * 100}",
                    cost <= CostMax)
                : new Figure(deployment.Of(scenario), "more than embedded", cost * 100, "%");
        }
    }
}
