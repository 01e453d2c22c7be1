using System.Reflection;

namespace LiveChat.Silo.Composition;

/// <summary>The cluster engine, in builds that have one.</summary>
internal static class ClusterBuild
{
    private static readonly OffersClusterAttribute? s_offer =
        typeof(ClusterBuild).Assembly.GetCustomAttribute<OffersClusterAttribute>();

    public static bool HasEngine => s_offer is not null;

    public static IClusterComposition Engine =>
        (IClusterComposition)Activator.CreateInstance(
            s_offer?.Composition ?? throw new InvalidOperationException("This build has no cluster engine."))!;
}

/// <summary>Says in an assembly that it has a cluster engine.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class OffersClusterAttribute(Type composition) : Attribute
{
    /// <summary>An <see cref="IClusterComposition"/>.</summary>
    public Type Composition => composition;
}
