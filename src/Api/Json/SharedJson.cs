using System.Text.Json.Serialization;
using LiveChat.Api.Endpoints.Health;
using LiveChat.Api.Problems;

namespace LiveChat.Api.Json;

/// <summary>What every area uses.</summary>
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(Probe.Health))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Stream))] // What the document calls binary.
internal sealed partial class SharedJson : JsonSerializerContext;
