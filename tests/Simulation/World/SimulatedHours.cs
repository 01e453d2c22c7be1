using System.Collections.Immutable;
using LiveChat.Core.Hours;

namespace LiveChat.Simulation.World;

/// <summary>Opening hours that open and close many times while a simulation lasts.</summary>
public static class SimulatedHours
{
    private const int BeginSeconds = (9 * 60 * 60) - 60;
    private const int LengthSeconds = 7 * 60;
    private const int OpenSecondsMax = 20;
    private const int ClosedSecondsMax = 30;

    public static OpeningHours Draw(Random random)
    {
        if (random.Next(5) < 3) return OpeningHours.Always;
        var spans = ImmutableArray.CreateBuilder<DaySpan>();
        for (var at = BeginSeconds + random.Next(ClosedSecondsMax); at < BeginSeconds + LengthSeconds;)
        {
            var closes = at + random.Next(2, OpenSecondsMax);
            spans.Add(new DaySpan(at, closes));
            at = closes + random.Next(1, ClosedSecondsMax);
        }

        return OpeningHours.Of(new HoursDefinition("UTC", [.. Enumerable.Repeat(spans.ToImmutable(), 7)], []));
    }
}
