using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>Ids and times that are the same in every run. A higher number sorts after a lower one.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static TenantId Tenant(int number = 1) => new(Guid(1, number));

    public static ThreadId Thread(int number = 1) => new(Guid(2, number));

    public static QueueId Queue(int number = 1) => new(Guid(3, number));

    public static AgentId Agent(int number = 1) => new(Guid(4, number));

    public static SenderId Sender(int number = 1) => new(Guid(5, number));

    public static ReservationToken Token(int number = 1) => new(Guid(6, number));

    public static LabelId Label(int number = 1) => new(Guid(8, number));

    public static QuestionnaireId Questionnaire(int number = 1) => new(Guid(9, number));

    public static SeenKey Key(int number = 1) => new(Guid(7, number));

    /// <summary>Minutes after the morning, and one microsecond, which must not get lost.</summary>
    public static DateTimeOffset At(int minutes) => Morning.AddMinutes(minutes).AddMicroseconds(1);

    private static Guid Guid(byte kind, int number) =>
        new(number, 0x1234, 0x5678, kind, 0xff, 0x80, 0x7f, 0, 1, 2, 3);
}
