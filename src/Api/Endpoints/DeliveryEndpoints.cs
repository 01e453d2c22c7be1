using LiveChat.Api.Endpoints.Dlr;
using LiveChat.Api.Endpoints.Mt;

namespace LiveChat.Api.Endpoints;

/// <summary>Fetching, acknowledging, reporting; what was given up.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDelivery(this RouteGroupBuilder v1)
    {
        Fetch.Map(v1);
        Acknowledge.Map(v1);
        ListDeadLetters.Map(v1);
        RetryDeadLetters.Map(v1);
        Report.Map(v1);
    }
}
