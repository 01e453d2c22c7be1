using LiveChat.Silo.Starting;

namespace LiveChat.Silo.Composition;

/// <summary>How the program becomes a node of a cluster; made by <see cref="ClusterBuild"/>.</summary>
internal interface IClusterComposition
{
    /// <summary>Makes of the host what its role says; the store is open, the options are checked.</summary>
    /// <exception cref="StartRefusedException">This machine cannot be a node.</exception>
    Task Add(WebApplicationBuilder host, LiveChatOptions options);
}
