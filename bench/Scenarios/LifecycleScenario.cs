using LiveChat.Bench.Deployments;
using LiveChat.Bench.Measures;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// Whole conversations: MO, assigned, three answers and three MO in turns, closed; agents on streams, MT to a callback.
/// First as many as go through with most slots taken (lifecycle), every deployment in turns with the others; then at
/// half that rate, started by the clock (assign).
/// </summary>
public sealed class LifecycleScenario(BenchOptions options, Sites sites)
{
    public async Task<IReadOnlyList<Figure>> Run(bool withAssign)
    {
        List<LifecycleTurns> all = [];
        try
        {
            foreach (var deployment in sites.Chosen) all.Add(await LifecycleTurns.Prepare(deployment, options, sites));
            // One alone needs no turns: it goes on for as long as all of them take together.
            for (var round = 0; round < (all.Count > 1 ? options.Rounds : 1); round++)
                foreach (var turns in round % 2 == 0 ? all : Enumerable.Reverse(all)) await turns.Take();

            List<Figure> figures = [];
            foreach (var turns in all)
            {
                figures.AddRange(turns.Figures());
                if (withAssign) figures.AddRange(await turns.Assign());
            }

            figures.AddRange(EngineRatio.Of("lifecycle", [.. all.Select(it => (it.Deployment, it.PerSecond))]));
            return figures;
        }
        finally
        {
            foreach (var turns in all) await turns.DisposeAsync();
        }
    }
}
