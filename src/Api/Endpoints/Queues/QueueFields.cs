namespace LiveChat.Api.Endpoints.Queues;

/// <summary>Rules that creating and editing a queue share.</summary>
internal static class QueueFields
{
    public const int NameLengthMax = 100;
}
