namespace LiveChat.Simulation;

/// <summary>What a seed draws before the run: how large the world is and how much goes wrong in it.</summary>
public sealed record Scenario
{
    public required int Seed { get; init; }
    public required int Queues { get; init; }
    public required int Agents { get; init; }
    public required int Contacts { get; init; }
    public required TimeSpan Trouble { get; init; }

    /// <summary>Of tells, in per mille.</summary>
    public required int LostPerMille { get; init; }
    public required int RepeatedPerMille { get; init; }
    public required int DelayedPerMille { get; init; }

    /// <summary>Of appends, in per mille.</summary>
    public required int StoreFaultsPerMille { get; init; }

    public required TimeSpan StoreDelayMax { get; init; }

    /// <summary>Mean times; null: never.</summary>
    public required TimeSpan? BetweenActorCrashes { get; init; }
    public required TimeSpan? BetweenProcessCrashes { get; init; }

    /// <summary>Actors alive twice for a while, as in a cluster.</summary>
    public required TimeSpan? BetweenDoubles { get; init; }
    public required TimeSpan? BetweenClockJumps { get; init; }
    public required TimeSpan? BetweenSettingsChanges { get; init; }
    public required TimeSpan MeanOnline { get; init; }
    public required TimeSpan BetweenMessages { get; init; }

    public static Scenario Draw(int seed)
    {
        var random = new Random(seed);
        TimeSpan Between(double min, double max) => TimeSpan.FromSeconds(min + (random.NextDouble() * (max - min)));
        TimeSpan? Maybe(int percent, double min, double max) =>
            random.Next(100) < percent ? Between(min, max) : null;
        int Rate(int percent, int max) => random.Next(100) < percent ? random.Next(1, max + 1) : 0;

        return new Scenario
        {
            Seed = seed,
            Queues = random.Next(1, 5),
            Agents = random.Next(1, 9),
            Contacts = random.Next(4, 30),
            Trouble = Between(30, 90),
            LostPerMille = Rate(60, 100),
            RepeatedPerMille = Rate(60, 100),
            DelayedPerMille = Rate(60, 200),
            StoreFaultsPerMille = Rate(50, 60),
            StoreDelayMax = TimeSpan.FromMilliseconds(random.Next(1, 80)),
            BetweenActorCrashes = Maybe(60, 0.5, 20),
            BetweenProcessCrashes = Maybe(40, 10, 40),
            BetweenClockJumps = Maybe(20, 10, 40),
            BetweenSettingsChanges = Maybe(60, 2, 20),
            MeanOnline = Between(4, 60),
            BetweenMessages = Between(0.5, 6),
            BetweenDoubles = Maybe(40, 0.5, 20),
        };
    }
}
