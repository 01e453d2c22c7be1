using System.Collections.Immutable;

namespace LiveChat.Storage.Schema;

/// <summary>Every migration, in order. The last number is the schema this program knows.</summary>
public static class Migrations
{
    public static readonly ImmutableArray<Migration> All =
    [
        M0001Conversations.Migration, M0002Administration.Migration, M0003Settings.Migration, M0004Words.Migration,
        M0005Hours.Migration, M0006Deadlines.Migration, M0007Slots.Migration,
        M0008Marks.Migration, M0009Audit.Migration, M0010AgentNames.Migration,
        M0011Mail.Migration, M0012Invitations.Migration, M0013SignIn.Migration,
        M0014Questionnaires.Migration, M0015ApiKeys.Migration,
        M0016PlatformKeys.Migration,
        M0017Numbers.Migration, M0018Danger.Migration, M0019QueueEpochs.Migration,
        M0020Inviters.Migration, M0021Directory.Migration, M0022Avatars.Migration,
        M0023AuditRows.Migration, M0024Intake.Migration, M0025Causes.Migration,
        M0026Room.Migration,
    ];
}
