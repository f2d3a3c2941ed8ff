import { ANALYTICS_ELEMENTS } from './analyticsElements.ts';

/**
 * The elements that each metadata type knows. Source: Salesforce Metadata API Developer Guide, the type's "Fields" table.
 * `name` is text once, `name*` may repeat, `name:Type` is a boolean, a number or a nested type, `name:xml` is not looked into.
 */
const TABLE: Readonly<Record<string, string>> = {
    Metadata: 'fullName',
    Package: `apiAccessLevel description namespacePrefix objectPermissions*:xml packageType postInstallClass setupWeblink
        types*:PackageTypeMembers uninstallClass version`,
    PackageTypeMembers: 'members* name',
    CustomObject: `actionOverrides*:ActionOverride allowInChatterGroups:boolean businessProcesses*:BusinessProcess compactLayoutAssignment
        compactLayouts*:CompactLayout customHelp customHelpPage customSettingsType deploymentStatus deprecated:boolean description
        enableActivities:boolean enableBulkApi:boolean enableDataTranslation:boolean enableDivisions:boolean enableEnhancedLookup:boolean
        enableFeeds:boolean enableHistory:boolean enableLicensing:boolean enableReports:boolean enableSearch:boolean
        enableSharing:boolean enableStreamingApi:boolean eventType externalDataSource externalName externalSharingModel fieldSets*:FieldSet
        fields*:CustomField gender household:boolean indexes*:Index label listViews*:ListView nameField:CustomField pluralLabel
        profileSearchLayouts*:xml publishBehavior recordTypeTrackFeedHistory:boolean recordTypeTrackHistory:boolean recordTypes*:RecordType
        searchLayouts:SearchLayouts sharingModel sharingReasons*:SharingReason sharingRecalculations*:xml startsWith
        validationRules*:ValidationRule visibility webLinks*:WebLink`,
    ActionOverride: 'actionName comment content formFactor skipRecordTypeSelect:boolean type',
    SearchLayouts: `customTabListAdditionalFields* excludedStandardButtons* listViewButtons* lookupDialogsAdditionalFields* lookupFilterFields*
        lookupPhoneDialogsAdditionalFields* massQuickActions* searchFilterFields* searchResultsAdditionalFields* searchResultsCustomButtons*`,
    CustomField: `businessOwnerGroup businessOwnerUser businessStatus caseSensitive:boolean complianceGroup defaultValue deleteConstraint
        deprecated:boolean description displayFormat displayLocationInDecimal:boolean encryptionScheme escapeMarkup:boolean
        externalDeveloperName externalId:boolean fieldManageability formula formulaTreatBlanksAs inlineHelpText isAIPredictionField:boolean
        isConvertLeadDisabled:boolean isFilteringDisabled:boolean isNameField:boolean isSortingDisabled:boolean label length:int
        lookupFilter:LookupFilter maskChar maskType metadataRelationshipControllingField mktDataLakeFieldAttributes:xml
        mktDataModelFieldAttributes:xml picklist:Picklist populateExistingRows:boolean precision:int referenceTargetField referenceTo relationshipLabel
        relationshipName relationshipOrder:int reparentableMasterDetail:boolean required:boolean restrictedAdminField:boolean scale:int
        securityClassification startingNumber:int stripMarkup:boolean summarizedField summaryFilterItems*:FilterItem summaryForeignKey
        summaryOperation trackFeedHistory:boolean trackHistory:boolean trackTrending:boolean translateData:boolean type unique:boolean
        valueSet:ValueSet visibleLines:int writeRequiresMasterRead:boolean`,
    LookupFilter:
        'active:boolean booleanFilter description errorMessage filterItems*:FilterItem infoMessage isOptional:boolean',
    FilterItem: 'field operation value valueField',
    ValueSet:
        'controllingField restricted:boolean valueSetDefinition:ValueSetDefinition valueSetName valueSettings*:ValueSettings',
    Picklist: 'controllingField picklistValues*:PicklistValue restrictedPicklist:boolean sorted:boolean',
    ValueSetDefinition: 'sorted:boolean value*:CustomValue',
    ValueSettings: 'controllingFieldValue* valueName',
    CustomValue: 'fullName color default:boolean description isActive:boolean label',
    StandardValue: `fullName allowEmail:boolean closed:boolean color converted:boolean cssExposed:boolean default:boolean description
        forecastCategory groupingString highPriority:boolean isActive:boolean label probability:int reverseRole reviewed:boolean won:boolean`,
    GlobalValueSet: 'customValue*:CustomValue description masterLabel sorted:boolean',
    StandardValueSet: 'groupingStringEnum sorted:boolean standardValue*:StandardValue',
    ValidationRule:
        'active:boolean description errorConditionFormula errorDisplayField errorMessage shouldEvaluateOnClient:boolean',
    ListView:
        'booleanFilter columns* division filterScope filters*:ListViewFilter label language queue sharedTo:SharedTo',
    ListViewFilter: 'field operation value',
    SharedTo: `allCustomerPortalUsers allInternalUsers allPartnerUsers channelProgramGroup* channelProgramGroups* group* groups* guestUser*
        managerSubordinates* managers* portalRole* portalRoleAndSubordinates* queue* role* roleAndSubordinates* roleAndSubordinatesInternal*
        roles* rolesAndSubordinates* territories* territoriesAndSubordinates* territory* territoryAndSubordinates*`,
    CompactLayout: 'fields* label',
    RecordType: 'active:boolean businessProcess compactLayoutAssignment description label picklistValues*:xml',
    SharingReason: 'label',
    FieldSet: 'availableFields*:FieldSetItem description displayedFields*:FieldSetItem label',
    FieldSetItem: 'field isFieldManaged:boolean isRequired:boolean',
    BusinessProcess: 'description isActive:boolean namespacePrefix values*:PicklistValue',
    PicklistValue:
        'fullName allowEmail:boolean closed:boolean color controllingFieldValues* converted:boolean cssExposed:boolean default:boolean description forecastCategory highPriority:boolean probability:int reverseRole reviewed:boolean won:boolean',
    Index: 'fields*:IndexField label type',
    IndexField: 'name sortDirection',
    Certificate: `caSigned:boolean encryptedWithPlatformEncryption:boolean expirationDate keySize:int masterLabel
        privateKeyExportable:boolean`,
    StaticResource: 'cacheControl contentType description',
    EmailFolder: 'accessType folderShares*:FolderShare name publicFolderAccess sharedTo:SharedTo',
    EmailTemplate: `apiVersion attachedDocuments* attachments*:xml available:boolean description encodingKey letterhead name
        packageVersions*:xml relatedEntityType style subject textOnly type uiType`,
    ContentAsset: `format isVisibleByExternalUsers:boolean language masterLabel originNetwork relationships:xml
        versions:ContentAssetVersions`,
    ContentAssetVersions: 'version*:ContentAssetVersion',
    ContentAssetVersion: 'number pathOnClient zipEntry',
    CspTrustedSite: `canAccessCamera:boolean canAccessMicrophone:boolean context description endpointUrl isActive:boolean
        isApplicableToConnectSrc:boolean isApplicableToFontSrc:boolean isApplicableToFrameSrc:boolean isApplicableToImgSrc:boolean
        isApplicableToMediaSrc:boolean isApplicableToStyleSrc:boolean mobileExtension`,
    LightningMessageChannel: 'description isExposed:boolean lightningMessageFields*:LightningMessageField masterLabel',
    LightningMessageField: 'description fieldName',
    WebLink: `availability description displayType encodingKey hasMenubar:boolean hasScrollbars:boolean hasToolbar:boolean height:int
        isResizable:boolean linkType masterLabel openType page position protected:boolean requireRowSelection:boolean scontrol
        showsLocation:boolean showsStatus:boolean url width:int`,
    PermissionSet: `agentAccesses*:xml applicationVisibilities*:ApplicationVisibility classAccesses*:ApexClassAccess
        customMetadataTypeAccesses*:NameAccess customPermissions*:NameAccess customSettingAccesses*:NameAccess description
        emailRoutingAddressAccesses*:xml externalCredentialPrincipalAccesses*:xml externalDataSourceAccesses*:xml
        fieldPermissions*:FieldPermission flowAccesses*:xml hasActivationRequired:boolean label license objectPermissions*:ObjectPermission
        pageAccesses*:xml recordTypeVisibilities*:RecordTypeVisibility servicePresenceStatusAccesses*:xml tabSettings*:TabSetting
        userPermissions*:UserPermission`,
    Profile: `applicationVisibilities*:ApplicationVisibility categoryGroupVisibilities*:xml classAccesses*:ApexClassAccess custom:boolean
        customMetadataTypeAccesses*:NameAccess customPermissions*:NameAccess customSettingAccesses*:NameAccess description
        externalDataSourceAccesses*:xml fieldLevelSecurities*:FieldPermission fieldPermissions*:FieldPermission flowAccesses*:xml
        layoutAssignments*:LayoutAssignment loginFlows*:xml loginHours:xml loginIpRanges*:xml objectPermissions*:ObjectPermission
        pageAccesses*:xml profileActionOverrides*:AppProfileActionOverride recordTypeVisibilities*:RecordTypeVisibility
        tabVisibilities*:TabVisibility userLicense userPermissions*:UserPermission`,
    ApplicationVisibility: 'application default:boolean visible:boolean',
    ApexClassAccess: 'apexClass enabled:boolean',
    NameAccess: 'enabled:boolean name',
    FieldPermission: 'editable:boolean field hidden:boolean readable:boolean',
    ObjectPermission: `allowCreate:boolean allowDelete:boolean allowEdit:boolean allowRead:boolean modifyAllRecords:boolean object
        viewAllFields:boolean viewAllRecords:boolean`,
    RecordTypeVisibility: 'default:boolean personAccountDefault:boolean recordType visible:boolean',
    TabSetting: 'tab visibility',
    TabVisibility: 'tab visibility',
    UserPermission: 'enabled:boolean name',
    LayoutAssignment: 'layout recordType',
    Layout: `customButtons* customConsoleComponents:xml emailDefault:boolean excludeButtons* feedLayout:xml headers* layoutSections*:LayoutSection
        miniLayout:xml multilineLayoutFields* platformActionList:PlatformActionList quickActionList:QuickActionList relatedContent:xml
        relatedLists*:RelatedListItem relatedObjects* runAssignmentRulesDefault:boolean showEmailCheckbox:boolean showHighlightsPanel:boolean
        showInteractionLogPanel:boolean showKnowledgeComponent:boolean showRunAssignmentRulesCheckbox:boolean showSolutionSection:boolean
        showSubmitAndAttachButton:boolean summaryLayout:xml`,
    LayoutSection:
        'customLabel:boolean detailHeading:boolean editHeading:boolean label layoutColumns*:LayoutColumn style',
    LayoutColumn: 'layoutItems*:LayoutItem reserved',
    LayoutItem: `analyticsCloudComponent:xml behavior canvas component customLink emptySpace:boolean field height:int page reportChartComponent:xml
        scontrol showLabel:boolean showScrollbars:boolean width`,
    RelatedListItem: 'customButtons* excludeButtons* fields* quickActions* relatedList sortField sortOrder',
    PlatformActionList: 'actionListContext platformActionListItems*:PlatformActionListItem relatedSourceEntity',
    PlatformActionListItem: 'actionName actionType sortOrder:int subtype',
    QuickActionList: 'quickActionListItems*:QuickActionListItem',
    QuickActionListItem: 'quickActionName',
    FlexiPage: `description events*:xml flexiPageRegions*:FlexiPageRegion masterLabel parentFlexiPage platformActionlist:PlatformActionList
        quickActionList:QuickActionList sobjectType template:FlexiPageTemplateInstance type`,
    FlexiPageRegion: `appendable componentInstances*:ComponentInstance itemInstances*:ItemInstance mode name prependable replaceable type`,
    ItemInstance: 'componentInstance:ComponentInstance fieldInstance:FieldInstance',
    ComponentInstance: `componentInstanceProperties*:ComponentInstanceProperty componentName componentType flowName identifier
        visibilityRule:UiFormulaRule`,
    ComponentInstanceProperty: 'name type value valueList:ComponentInstancePropertyList',
    ComponentInstancePropertyList: 'valueListItems*:ComponentInstancePropertyListItem',
    ComponentInstancePropertyListItem: 'value visibilityRule:UiFormulaRule',
    FieldInstance: 'fieldInstanceProperties*:FieldInstanceProperty fieldItem identifier visibilityRule:UiFormulaRule',
    FieldInstanceProperty: 'name value',
    UiFormulaRule: 'booleanFilter criteria*:UiFormulaCriterion',
    UiFormulaCriterion: 'leftValue operator rightValue',
    FlexiPageTemplateInstance: 'name properties*:FlexiPageTemplateProperty',
    FlexiPageTemplateProperty: 'name value',
    CustomApplication: `actionOverrides*:AppActionOverride brand:AppBrand consoleConfig:xml customApplicationComponents:xml
        defaultLandingTab description detailPageRefreshMethod domainWhitelist:xml enableCustomizeMyTabs:boolean
        enableKeyboardShortcuts:boolean enableListViewHover:boolean enableListViewReskin:boolean enableMultiMonitorComponents:boolean
        enablePinTabs:boolean enableTabHover:boolean enableTabLimits:boolean footerColor formFactors* headerColor
        isNavAutoTempTabsDisabled:boolean isNavPersonalizationDisabled:boolean isNavTabPersistenceDisabled:boolean
        isOmniPinnedViewEnabled:boolean isServiceCloudConsole:boolean label listPlacement:xml listRefreshMethod liveAgentConfig:xml logo
        navType preferences:xml primaryTabColor profileActionOverrides*:AppProfileActionOverride saveUserSessions:boolean setupExperience
        subscriberTabs* tabLimitConfig:xml tabs* uiType utilityBar workspaceConfig:xml workspaceMappings:xml`,
    AppBrand: 'footerColor headerColor logo logoVersion:int shouldOverrideOrgTheme:boolean',
    AppActionOverride: 'actionName comment content formFactor pageOrSobjectType skipRecordTypeSelect:boolean type',
    AppProfileActionOverride: 'actionName content formFactor pageOrSobjectType profile recordType type',
    CustomTab: `actionOverrides*:ActionOverride auraComponent customObject:boolean description flexiPage frameHeight:int hasSidebar:boolean icon
        label lwcComponent mobileReady:boolean motif page scontrol splashPageLink url urlEncodingKey`,
    QuickAction: `actionSubtype canvas description fieldOverrides*:FieldOverride flowDefinition height:int icon isProtected:boolean label
        lightningComponent lightningWebComponent mobExtDisplayMode optionsCreateFeedItem:boolean page quickActionLayout:QuickActionLayout
        quickActionSendEmailOptions:xml standardLabel successMessage targetObject targetParentField targetRecordType type width:int`,
    FieldOverride: 'field formula literalValue',
    QuickActionLayout: 'layoutSectionStyle quickActionLayoutColumns*:QuickActionLayoutColumn',
    QuickActionLayoutColumn: 'quickActionLayoutItems*:QuickActionLayoutItem',
    QuickActionLayoutItem: 'emptySpace:boolean field uiBehavior',
    LightningComponentBundle: `apiVersion:number capabilities:xml description isExplicitImport:boolean isExposed:boolean lwcResources:xml masterLabel
        runtimeNamespace targetConfigs:xml targets:LightningTargets`,
    LightningTargets: 'target*',
    ApexClass: 'apiVersion:number packageVersions*:xml status',
    ApexTrigger: 'apiVersion:number packageVersions*:xml status',
    CustomLabels: 'labels*:CustomLabel',
    CustomLabel: 'fullName categories language protected:boolean shortDescription value',
    CustomPermission: 'connectedApp description isLicensed:boolean label requiredPermission*:xml',
    CustomNotificationType:
        'actionGroups*:xml customNotifTypeName description desktop:boolean masterLabel mobile:boolean slack:boolean',
    FeatureParameterBoolean: 'dataflowDirection masterLabel value:boolean',
    FeatureParameterDate: 'dataflowDirection masterLabel value',
    FeatureParameterInteger: 'dataflowDirection masterLabel value:number',
    CustomMetadata: 'description label protected:boolean values*:CustomMetadataValue',
    CustomMetadataValue: 'field value:any',
    Role: 'caseAccessLevel contactAccessLevel description mayForecastManagerShare:boolean name opportunityAccessLevel parentRole',
    Group: 'doesIncludeBosses:boolean name',
    Queue: 'doesSendEmailToMembers:boolean email name queueMembers:QueueMembers queueRoutingConfig queueSobject*:QueueSobject',
    QueueMembers:
        'publicGroups:PublicGroups roleAndSubordinates:RoleAndSubordinates roleAndSubordinatesInternal:RoleAndSubordinates roles:Roles users:Users',
    PublicGroups: 'publicGroup*',
    RoleAndSubordinates: 'roleAndSubordinate* roleAndSubordinateInternal*',
    Roles: 'role*',
    Users: 'user*',
    QueueSobject: 'sobjectType',
    SharingRules: `sharingCriteriaRules*:SharingCriteriaRule sharingGuestRules*:xml sharingOwnerRules*:SharingOwnerRule
        sharingTerritoryRules*:xml`,
    SharingCriteriaRule: `accessLevel accountSettings:AccountSharingRuleSettings booleanFilter criteriaItems*:FilterItem description fullName
        includeHVUOwnedRecords:boolean includeRecordsOwnedByAll:boolean label sharedTo:SharedTo`,
    SharingOwnerRule:
        'accessLevel accountSettings:AccountSharingRuleSettings description fullName label sharedFrom:SharedTo sharedTo:SharedTo',
    AccountSharingRuleSettings: 'caseAccessLevel contactAccessLevel opportunityAccessLevel',
    DuplicateRule: `actionOnInsert actionOnUpdate alertText description duplicateRuleFilter:xml duplicateRuleMatchRules*:DuplicateRuleMatchRule
        isActive:boolean masterLabel operationsOnInsert* operationsOnUpdate* securityOption sortOrder:int`,
    DuplicateRuleMatchRule: 'matchRuleSObjectType matchingRule objectMapping:ObjectMapping',
    ObjectMapping: 'inputObject mappingFields*:ObjectMappingField outputObject',
    ObjectMappingField: 'inputField outputField',
    MatchingRules: 'matchingRules*:MatchingRule',
    MatchingRule: 'booleanFilter description fullName label matchingRuleItems*:MatchingRuleItem ruleStatus',
    MatchingRuleItem: 'blankValueBehavior fieldName matchingMethod',
    PermissionSetGroup: 'description hasActivationRequired:boolean label mutingPermissionSets* permissionSets* status',
    MutingPermissionSet: `applicationVisibilities*:ApplicationVisibility classAccesses*:ApexClassAccess
        customMetadataTypeAccesses*:NameAccess customPermissions*:NameAccess customSettingAccesses*:NameAccess description
        externalDataSourceAccesses*:xml fieldPermissions*:FieldPermission flowAccesses*:xml hasActivationRequired:boolean label
        objectPermissions*:ObjectPermission pageAccesses*:xml recordTypeVisibilities*:RecordTypeVisibility tabSettings*:TabSetting
        userPermissions*:UserPermission`,
    ...ANALYTICS_ELEMENTS
};

export interface ElementRule {
    /** `text`, `boolean`, `int`, `number`, `xml`, `any`, or the name of a nested type. */
    readonly kind: string;
    readonly many: boolean;
}

/** Types whose files carry a `fullName`, alone or inside of an object's file. */
const NAMED = new Set([
    'CompactLayout',
    'RecordType',
    'SharingReason',
    'WebLink',
    'CustomField',
    'ListView',
    'ValidationRule',
    'CustomObject',
    'FieldSet',
    'BusinessProcess',
    'Index',
    'StaticResource',
    'Certificate',
    'EmailTemplate',
    'Report',
    'ReportType',
    'Dashboard'
]);

const readTable = (): ReadonlyMap<string, ReadonlyMap<string, ElementRule>> => {
    const types = new Map<string, ReadonlyMap<string, ElementRule>>();
    for (const [type, row] of Object.entries(TABLE)) {
        const rules = new Map<string, ElementRule>();
        for (const entry of row.split(/\s+/)) {
            const [name = '', kind = 'text'] = entry.split(':');
            const many = name.endsWith('*');
            rules.set(many ? name.slice(0, -1) : name, { kind, many });
        }
        if (NAMED.has(type)) rules.set('fullName', { kind: 'text', many: false });
        types.set(type, rules);
    }
    return types;
};

/** Metadata type → element → what it may hold. */
export const ELEMENTS = readTable();
