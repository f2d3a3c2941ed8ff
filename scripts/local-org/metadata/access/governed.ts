import { fold, type FieldDef, type ObjectDef } from '../../model/index.ts';

/** Standard objects that object permissions name. Source: Profile, "objectPermissions"; Salesforce Help, "Standard Object Permissions". */
const OWN_RIGHTS =
    `Account Asset Campaign Case Contact ContactPointAddress ContactPointConsent ContactPointEmail ContactPointPhone Contract DataUsePurpose
    Document DuplicateRecordItem DuplicateRecordSet Individual Lead Macro Opportunity Order Pricebook2 Product2 QuickText
    Solution`.split(/\s+/);
/** Standard objects that follow the rights of another one. Source: Object Reference, "Special Access Rules" of each. */
const FOLLOWS: Readonly<Record<string, string>> = {
    opportunitylineitem: 'Opportunity',
    opportunitycontactrole: 'Opportunity',
    opportunitycompetitor: 'Opportunity',
    opportunityshare: 'Opportunity',
    accountshare: 'Account',
    contactshare: 'Contact',
    pricebookentry: 'Pricebook2',
    campaignmember: 'Campaign',
    campaignmemberstatus: 'Campaign',
    campaignshare: 'Campaign',
    casecomment: 'Case',
    casesolution: 'Case',
    casecontactrole: 'Case',
    caseteammember: 'Case',
    caseteamtemplaterecord: 'Case',
    caseshare: 'Case',
    contractcontactrole: 'Contract',
    accountcontactrole: 'Account',
    accountpartner: 'Account',
    partner: 'Account',
    opportunitypartner: 'Opportunity',
    leadshare: 'Lead',
    opportunityhistory: 'Opportunity',
    orderitem: 'Order'
};
const OWN = new Map(OWN_RIGHTS.map((name) => [fold(name), name]));

/**
 * The object whose rights in profiles and permission sets govern an object: itself, or the one it follows (`OpportunityLineItem` →
 * `Opportunity`, `Handoff__Share` → `Handoff__c`); undefined where no object permission governs it (User, Task, custom metadata, setup).
 */
export const governingObject = (object: ObjectDef): string | undefined => {
    if (object.kind === 'custom' || object.kind === 'platformEvent' || object.kind === 'bigObject') return object.name;
    if (object.kind === 'history') return object.fields.find((field) => field.type === 'masterDetail')?.referenceTo[0];
    if (object.kind === 'share' && /__share$/i.test(object.name)) return object.name.replace(/__share$/i, '__c');
    return OWN.get(fold(object.name)) ?? FOLLOWS[fold(object.name)];
};

/** Standard fields that field permissions govern, as profiles that were retrieved from orgs list them; everyone who reads the record reads all others. */
const PERMISSIONABLE: Readonly<Record<string, string>> = {
    Asset: `AccountId AssetLevel AssetProvidedById AssetServicedById ConsequenceOfFailure ContactId Description DigitalAssetStatus
        ExternalIdentifier InstallDate IsCompetitorProduct IsInternal ManufactureDate ParentId Price Product2Id ProductCode
        ProductDescription ProductFamily PurchaseDate Quantity SerialNumber Status StatusReason StockKeepingUnit UsageEndDate Uuid`,
    Campaign: `ActualCost AmountAllOpportunities AmountWonOpportunities BudgetedCost Description EndDate ExpectedResponse ExpectedRevenue
        HierarchyActualCost HierarchyAmountAllOpportunities HierarchyAmountWonOpportunities HierarchyBudgetedCost HierarchyExpectedRevenue
        HierarchyNumberOfContacts HierarchyNumberOfConvertedLeads HierarchyNumberOfLeads HierarchyNumberOfOpportunities
        HierarchyNumberOfResponses HierarchyNumberOfWonOpportunities HierarchyNumberSent IsActive NumberOfContacts
        NumberOfConvertedLeads NumberOfLeads NumberOfOpportunities NumberOfResponses NumberOfWonOpportunities NumberSent ParentId StartDate Status
        Type`,
    CampaignMember: 'Status',
    Case: `AccountId AssetId BusinessHoursId ClosedDate ContactId Description IsClosedOnCreate IsEscalated Origin ParentId Priority Reason SourceId Subject
        SuppliedCompany SuppliedEmail SuppliedName SuppliedPhone Type`,
    Contract: `ActivatedById ActivatedDate CompanySignedDate CompanySignedId ContractTerm CustomerSignedDate CustomerSignedId CustomerSignedTitle Description EndDate Name
        OwnerExpirationNotice Pricebook2Id SpecialTerms StartDate`,
    Lead: `AnnualRevenue Description DoNotCall CompanyDunsNumber Email Fax GenderIdentity HasOptedOutOfEmail
        HasOptedOutOfFax Industry Jigsaw LastTransferDate LeadSource MobilePhone
        NumberOfEmployees Phone Pronouns Rating Title Website`,
    Order: `AccountId ActivatedById ActivatedDate BillToContactId CompanyAuthorizedById CompanyAuthorizedDate ContractId CustomerAuthorizedById
        CustomerAuthorizedDate Description EndDate Name OpportunityId OrderReferenceNumber
        PoDate PoNumber ShipToContactId TotalAmount Type`,
    OrderItem: 'Description EndDate ListPrice ServiceDate',
    Solution: 'IsPublished IsPublishedInPublicKb SolutionNote',
    Account: `AccountNumber AccountSource AnnualRevenue CleanStatus Description DunsNumber Fax Industry Jigsaw NaicsCode NaicsDesc NumberOfEmployees OperatingHoursId Ownership ParentId Phone Rating Sic SicDesc Site
        TickerSymbol Tradestyle Type Website YearStarted`,
    Contact: `AccountId AssistantName AssistantPhone Birthdate CleanStatus Department Description DoNotCall Email Fax GenderIdentity
        HasOptedOutOfEmail HasOptedOutOfFax HomePhone Jigsaw LeadSource MobilePhone OtherPhone Phone Pronouns ReportsToId Title`,
    ContactPointAddress: `ActiveFromDate ActiveToDate AddressType BestTimeToContactEndTime BestTimeToContactStartTime
        BestTimeToContactTimezone ContactPointPhoneId IsDefault IsPrimary IsThirdPartyAddress ParentId PreferenceRank UsageType`,
    ContactPointConsent: 'DataUsePurposeId DoubleConsentCaptureDate EffectiveFrom EffectiveTo',
    ContactPointEmail: `ActiveFromDate ActiveToDate BestTimeToContactEndTime BestTimeToContactStartTime BestTimeToContactTimezone EmailDomain
        EmailLatestBounceDateTime EmailLatestBounceReasonText EmailMailBox IsPrimary ParentId PreferenceRank UsageType`,
    ContactPointPhone: `ActiveFromDate ActiveToDate AreaCode BestTimeToContactEndTime BestTimeToContactStartTime BestTimeToContactTimezone
        ExtensionNumber FormattedInternationalPhoneNumber FormattedNationalPhoneNumber IsBusinessPhone IsFaxCapable IsPersonalPhone IsPrimary
        IsSmsCapable ParentId PhoneType PreferenceRank UsageType`,
    DataUsePurpose: 'Description',
    Individual: `BirthDate CanStorePiiElsewhere ChildrenCount ConsumerCreditScore ConsumerCreditScoreProviderName ConvictionsCount DeathDate
        HasOptedOutGeoTracking HasOptedOutProcessing HasOptedOutProfiling HasOptedOutSolicit HasOptedOutTracking IndividualsAge
        InfluencerRating IsHomeOwner MasterRecordId MilitaryService Occupation SendIndividualData ShouldForget Website`,
    Event: 'Description IsAllDayEvent Location Type WhatId WhoId',
    Opportunity: `AccountId Amount CampaignId ContractId Description ExpectedRevenue IsPrivate LeadSource NextStep Probability TotalOpportunityQuantity Type`,
    OpportunityLineItem: 'Description Discount ListPrice ProductCode ServiceDate Subtotal TotalPrice',
    Product2:
        'Description DisplayUrl ExternalDataSourceId ExternalId Family ProductCode QuantityUnitOfMeasure StockKeepingUnit',
    Task: 'ActivityDate Description Type WhatId WhoId'
};
const GOVERNED_FIELDS: ReadonlySet<string> = new Set(
    Object.entries(PERMISSIONABLE).flatMap(([object, names]) =>
        names.split(/\s+/).map((name) => fold(`${object}.${name}`))
    )
);

/**
 * Whether a profile or permission set can name a field; if not, whoever may read the object reads it.
 * Never: required fields, master-detail fields, names and their parts, system fields. Source: Metadata API, PermissionSet fieldPermissions.
 */
export const isPermissionable = (field: FieldDef, object: ObjectDef): boolean => {
    if (field.nameField || field.required || field.type === 'masterDetail' || field.type === 'id') return false;
    if (object.kind === 'custom' || object.kind === 'bigObject') return field.custom;
    if (
        object.kind === 'platformEvent' ||
        object.kind === 'customMetadata' ||
        object.kind === 'customSetting' ||
        object.kind === 'share' ||
        object.kind === 'history'
    )
        return false;
    if (field.custom) return true;
    return GOVERNED_FIELDS.has(fold(`${object.name}.${field.name}`)) || compoundOf(field) !== undefined;
};

/** Compound fields that are granted as a whole → the prefix of their parts: `Account.BillingAddress` grants `BillingCity` … */
const COMPOUNDS: Readonly<Record<string, readonly string[]>> = {
    account: ['Billing', 'Shipping'],
    contact: ['Mailing', 'Other'],
    contactpointaddress: [''],
    contract: ['Billing', 'Shipping'],
    lead: [''],
    order: ['Billing', 'Shipping']
};
/** Names that retrieved profiles have for fields whose API name is another. */
const ALIASES: Readonly<Record<string, string>> = { 'case.closedoncreate': 'IsClosedOnCreate' };
const ADDRESS_PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude', 'GeocodeAccuracy'];

/** The fields that a name in `fieldPermissions` stands for: parts of an address, itself with its parts, or itself; empty where there is none. */
export const fieldsGrantedBy = (name: string, object: ObjectDef): readonly FieldDef[] => {
    const known = ALIASES[fold(`${object.name}.${name}`)] ?? name;
    const prefix = COMPOUNDS[fold(object.name)]?.find((start) => fold(`${start}Address`) === fold(name));
    const location = object.field(known)?.custom ? object.field(known)?.compound : undefined;
    const own = [known, ...(location ?? []).map(({ field }) => field)];
    const names = prefix === undefined ? own : ADDRESS_PARTS.map((part) => prefix + part);
    return names.map((each) => object.field(each)).filter((field) => field !== undefined);
};

/** The compound field that a part is granted with: `BillingCity` → `BillingAddress`. */
export const compoundOf = (field: FieldDef): string | undefined => {
    if (field.custom) return field.partOf;
    const prefix = COMPOUNDS[fold(field.object)]?.find((start) =>
        ADDRESS_PARTS.some((part) => fold(start + part) === fold(field.name))
    );
    return prefix === undefined ? undefined : `${prefix}Address`;
};
