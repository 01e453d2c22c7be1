using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// A line now. <c>Waiting</c> counts all who wait, reserved or not; <c>Online</c> the members with a stream;
/// <c>Available</c> those who could take one more.
/// </summary>
public readonly record struct LineFigures(int Waiting, DateTimeOffset? LongestWaitingSince, int Online, int Available);

/// <summary>
/// A kept place, or why there is none (<c>QueueClosed</c>, <c>QueueFull</c>, <c>QueueNobodyOnline</c>).
/// </summary>
public readonly record struct PlaceAnswer(Rejection Rejection, ReservationToken Place);
