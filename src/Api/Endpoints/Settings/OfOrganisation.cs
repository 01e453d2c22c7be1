using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/organisation</c>: who the tenant is.</summary>
internal static class OfOrganisation
{
    /// <summary>What is left out of a PUT, or null, is not told.</summary>
    public sealed record OrganisationRequest
    {
        public Optional<string?> LegalName { get; init; }

        /// <summary>On as many lines as it has, at most 1,000 characters.</summary>
        public Optional<string?> Address { get; init; }

        /// <summary>Two letters as in ISO 3166-1.</summary>
        public Optional<string?> Country { get; init; }
        public Optional<string?> TaxId { get; init; }
        public Optional<string?> ContactEmail { get; init; }

        /// <summary>E.164.</summary>
        public Optional<string?> ContactPhone { get; init; }

        /// <summary>An https URL.</summary>
        public Optional<string?> WebSite { get; init; }
    }

    public sealed record OrganisationView(
        string? LegalName, string? Address, string? Country, string? TaxId, string? ContactEmail,
        string? ContactPhone, string? WebSite);

    public static void Map(RouteGroupBuilder v1) =>
        new SettingShape<Organisation, OrganisationRequest, OrganisationView>(
            "/settings/organisation", "Organisation", "the organisation's details",
            """{"legalName":"Acme S.L.","country":"ES","webSite":"https://acme.example"}""",
            SettingKind.Organisation, Edit, Shown).Map(v1);

    private static Func<Organisation, Organisation> Edit(OrganisationRequest request, Findings findings)
    {
        var given = new Organisation
        {
            LegalName = findings.NameOrNull("legalName", request.LegalName.Value, Organisation.NameLengthMax),
            Address = findings.TextOrNull("address", request.Address.Value, Organisation.AddressLengthMax),
            Country = findings.CountryOrNull("country", request.Country.Value),
            TaxId = findings.NameOrNull("taxId", request.TaxId.Value, Organisation.TaxIdLengthMax),
            ContactEmail = findings.EmailOrNull("contactEmail", request.ContactEmail.Value),
            ContactPhone = findings.TelephoneOrNull("contactPhone", request.ContactPhone.Value),
            WebSite = findings.HttpsUrlOrNull("webSite", request.WebSite.Value),
        };
        return present => new Organisation
        {
            LegalName = request.LegalName.IsGiven ? given.LegalName : present.LegalName,
            Address = request.Address.IsGiven ? given.Address : present.Address,
            Country = request.Country.IsGiven ? given.Country : present.Country,
            TaxId = request.TaxId.IsGiven ? given.TaxId : present.TaxId,
            ContactEmail = request.ContactEmail.IsGiven ? given.ContactEmail : present.ContactEmail,
            ContactPhone = request.ContactPhone.IsGiven ? given.ContactPhone : present.ContactPhone,
            WebSite = request.WebSite.IsGiven ? given.WebSite : present.WebSite,
        };
    }

    private static OrganisationView Shown(Organisation it) => new(
        it.LegalName, it.Address, it.Country, it.TaxId, it.ContactEmail, it.ContactPhone, it.WebSite);
}
