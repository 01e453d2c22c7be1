using System.Text.Json.Serialization.Metadata;
using LiveChat.Api.Endpoints.Agents;
using LiveChat.Api.Endpoints.ApiKeys;
using LiveChat.Api.Endpoints.Audit;
using LiveChat.Api.Endpoints.Avatars;
using LiveChat.Api.Endpoints.Danger;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Endpoints.Labels;
using LiveChat.Api.Endpoints.Mails;
using LiveChat.Api.Endpoints.Me;
using LiveChat.Api.Endpoints.Members;
using LiveChat.Api.Endpoints.PlatformKeys;
using LiveChat.Api.Endpoints.Questionnaires;
using LiveChat.Api.Endpoints.Queues;
using LiveChat.Api.Endpoints.Registration;
using LiveChat.Api.Endpoints.Senders;
using LiveChat.Api.Endpoints.Sessions;
using LiveChat.Api.Endpoints.Settings;
using LiveChat.Api.Endpoints.Tenants;
using LiveChat.Storage.Erasures;

namespace LiveChat.Api.Endpoints;

/// <summary>Tenants, sign-in, agents, queues, senders, API keys, settings.</summary>
internal static class AdministrationEndpoints
{
    /// <summary>The JSON of these areas.</summary>
    public static IJsonTypeInfoResolver[] JsonContexts =>
    [
        TenantsJson.Default, SessionsJson.Default, AgentsJson.Default, QueuesJson.Default, SendersJson.Default,
        ApiKeysJson.Default, LabelsJson.Default, SettingsJson.Default, AuditJson.Default, DangerJson.Default,
        QuestionnairesJson.Default,
        InvitationsJson.Default, RegistrationJson.Default, MailsJson.Default, MembersJson.Default,
        PlatformKeysJson.Default,
    ];

    public static void AddAdministrationViews(this IServiceCollection services)
    {
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<AccountLetters>();
        services.AddSingleton<DangerBell>();
        services.AddSingleton<AgentViews>();
        services.AddSingleton<QueueViews>();
        services.AddSingleton<SenderViews>();
        services.AddSingleton<InvitationDesk>();
        services.AddSingleton<ApiKeyViews>();
    }

    public static void MapAdministration(this RouteGroupBuilder v1)
    {
        v1.MapTenants();
        v1.MapAgents();
        v1.MapInvitations();
        v1.MapQueues();
        v1.MapSenders();
        v1.MapSignIn();
        v1.MapQuestionnaires();
        GetMe.Map(v1);
        EditMe.Map(v1);
        ApiKeys.Create.Map(v1);
        ApiKeys.ListAll.Map(v1);
        ApiKeys.Get.Map(v1);
        ApiKeys.Rotate.Map(v1);
        ApiKeys.Delete.Map(v1);
        OfTenant.Map(v1);
        Statuses.Map(v1);
        OfQueue.Map(v1);
        OfPhrases.Map(v1);
        PreviewPhrase.Map(v1);
        OfClosure.Map(v1);
        OfLocalisation.Map(v1);
        OfOrganisation.Map(v1);
        Settings.OfBot.Map(v1);
        Avatars.OfBot.Map(v1);
        Show.Map(v1);
        OfSecurity.Map(v1);
        OfWorkspace.Map(v1);
        OfRoles.Map(v1);
        OfQuestionnaires.Map(v1);
        Labels.ListAll.Map(v1);
        Labels.Create.Map(v1);
        Labels.Edit.Map(v1);
        Labels.Delete.Map(v1);
        HoursOfTenant.Map(v1);
        HoursOfQueue.Map(v1);
        Audit.ListAll.Map(v1);
        Export.Map(v1);
        v1.MapDanger();
    }

    private static void MapSignIn(this RouteGroupBuilder v1)
    {
        Sessions.Create.Map(v1);
        End.Map(v1);
        OwnSessions.Map(v1);
        MemberSessions.Map(v1);
        ChangePassword.Map(v1);
        OwnTotp.Map(v1);
    }

    private static void MapTenants(this RouteGroupBuilder v1)
    {
        Tenants.Create.Map(v1);
        Tenants.ListAll.Map(v1);
        Tenants.Get.Map(v1);
        Tenants.Edit.Map(v1);
        AddAgents.Map(v1);
        PlatformKeys.ListAll.Map(v1);
        PlatformKeys.Create.Map(v1);
        PlatformKeys.Delete.Map(v1);
    }

    private static void MapInvitations(this RouteGroupBuilder v1)
    {
        Invitations.Create.Map(v1);
        Invitations.ListAll.Map(v1);
        Resend.Map(v1);
        Revoke.Map(v1);
        Registration.Get.Map(v1);
        Registration.Create.Map(v1);
        Mails.ListAll.Map(v1);
        Members.ListAll.Map(v1);
        Members.Edit.Map(v1);
    }

    private static void MapAgents(this RouteGroupBuilder v1)
    {
        Agents.Create.Map(v1);
        Agents.ListAll.Map(v1);
        GetUsage.Map(v1);
        Agents.Get.Map(v1);
        Agents.Edit.Map(v1);
        Agents.Delete.Map(v1);
        Bulk.Map(v1);
    }

    private static void MapQueues(this RouteGroupBuilder v1)
    {
        Queues.Create.Map(v1);
        Queues.ListAll.Map(v1);
        Queues.Get.Map(v1);
        Queues.Edit.Map(v1);
        Queues.Delete.Map(v1);
        PutMember.Map(v1);
        RemoveMember.Map(v1);
    }

    private static void MapQuestionnaires(this RouteGroupBuilder v1)
    {
        Questionnaires.Create.Map(v1);
        Questionnaires.ListAll.Map(v1);
        Questionnaires.Get.Map(v1);
        Replace.Map(v1);
        Questionnaires.Delete.Map(v1);
        ListResults.Map(v1);
        Summarise.Map(v1);
    }

    private static void MapSenders(this RouteGroupBuilder v1)
    {
        Senders.Create.Map(v1);
        Senders.ListAll.Map(v1);
        Senders.Get.Map(v1);
        Senders.Edit.Map(v1);
        Senders.Delete.Map(v1);
    }
}
