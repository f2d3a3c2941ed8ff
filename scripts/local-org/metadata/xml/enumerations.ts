import { ANALYTICS_ENUMERATIONS } from './analyticsEnumerations.ts';

/** Allowed values by `Type.element`: [name of the enumeration, values]. Source: Salesforce Metadata API Developer Guide. */
const words = (text: string): readonly string[] => text.split(/\s+/);

const actions = words('Default Flexipage LightningComponent Scontrol Standard Visualforce');
const formFactors = words('Large Medium Small');
const filterOperations = words(
    'equals notEqual lessThan greaterThan lessOrEqual greaterOrEqual contains notContain startsWith includes excludes within'
);
const sharing = words(
    'Private Read ReadSelect ReadWrite ReadWriteTransfer FullAccess ControlledByParent ControlledByCampaign ControlledByLeadOrContact'
);

export const ENUMERATIONS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    ...ANALYTICS_ENUMERATIONS,
    'CustomField.type': [
        'FieldType',
        words(`AutoNumber Lookup MasterDetail Checkbox Currency Date DateTime Email EncryptedText ExternalLookup IndirectLookup Number Percent Phone
            Picklist MultiselectPicklist Text TextArea LongTextArea Html Url Location Hierarchy MetadataRelationship Summary Time File`)
    ],
    'CustomField.deleteConstraint': ['DeleteConstraint', words('Cascade Restrict SetNull')],
    'CustomField.formulaTreatBlanksAs': ['TreatBlanksAs', words('BlankAsBlank BlankAsZero')],
    'CustomField.summaryOperation': ['SummaryOperations', words('count sum min max')],
    'CustomField.fieldManageability': ['FieldManageability', words('DeveloperControlled SubscriberControlled Locked')],
    'CustomField.securityClassification': [
        'SecurityClassification',
        words('Public Internal Confidential Restricted MissionCritical')
    ],
    'CustomObject.sharingModel': ['SharingModel', sharing],
    'CustomObject.externalSharingModel': ['SharingModel', sharing],
    'CustomObject.deploymentStatus': ['DeploymentStatus', words('InDevelopment Deployed')],
    'CustomObject.customSettingsType': ['CustomSettingsType', words('List Hierarchy')],
    'CustomObject.visibility': ['SetupObjectVisibility', words('Protected Public PackageProtected')],
    'CustomObject.startsWith': ['StartsWith', words('Consonant Vowel Special')],
    'CustomObject.gender': ['Gender', words('Neuter Masculine Feminine AnimateMasculine')],
    'CustomObject.publishBehavior': ['PlatformEventPublishBehavior', words('PublishAfterCommit PublishImmediately')],
    'CustomObject.eventType': ['PlatformEventType', words('HighVolume StandardVolume')],
    'ActionOverride.type': ['ActionOverrideType', actions],
    'ActionOverride.formFactor': ['FormFactor', formFactors],
    'AppActionOverride.type': ['ActionOverrideType', actions],
    'AppActionOverride.formFactor': ['FormFactor', formFactors],
    'AppProfileActionOverride.type': ['ActionOverrideType', actions],
    'AppProfileActionOverride.formFactor': ['FormFactor', formFactors],
    'CustomApplication.formFactors': ['FormFactor', formFactors],
    'CustomApplication.navType': ['NavType', words('Standard Console')],
    'CustomApplication.uiType': ['UiType', words('Aloha Lightning')],
    'FilterItem.operation': ['FilterOperation', filterOperations],
    'ListViewFilter.operation': ['FilterOperation', filterOperations],
    'ListView.filterScope': [
        'FilterScope',
        words('Everything Mine MineAndMyGroups Queue Delegated MyTerritory MyTeamTerritory Team AssignedToMe SalesTeam')
    ],
    'LayoutItem.behavior': ['UiBehavior', words('Edit Required Readonly')],
    'QuickActionLayoutItem.uiBehavior': ['UiBehavior', words('Edit Required Readonly')],
    'LayoutSection.style': [
        'LayoutSectionStyle',
        words('TwoColumnsTopToBottom TwoColumnsLeftToRight OneColumn CustomLinks')
    ],
    'QuickActionLayout.layoutSectionStyle': [
        'LayoutSectionStyle',
        words('TwoColumnsTopToBottom TwoColumnsLeftToRight OneColumn CustomLinks')
    ],
    'RelatedListItem.sortOrder': ['SortOrder', words('Asc Desc')],
    'PlatformActionList.actionListContext': [
        'PlatformActionListContext',
        words(
            'ListView RelatedList ListViewRecord RelatedListRecord Record FeedElement Chatter Global Flexipage MruList MruRow RecordEdit Photo'
        )
    ],
    'PlatformActionListItem.actionType': [
        'PlatformActionType',
        words('QuickAction StandardButton CustomButton ProductivityAction ActionLink InvocableAction')
    ],
    'QuickAction.type': [
        'QuickActionType',
        words(
            `Create VisualforcePage Post SendEmail LogACall Update Canvas SocialPost Flow LightningComponent LightningWebComponent`
        )
    ],
    'QuickAction.actionSubtype': ['LightningWebComponentQuickActionType', words('ScreenAction Action')],
    'FlexiPage.type': [
        'FlexiPageType',
        words(`AppPage ObjectPage RecordPage HomePage MailAppAppPage CommAppPage CommForgotPasswordPage CommLoginPage CommObjectPage
            CommQuickActionCreatePage CommRecordPage CommRelatedListPage CommSearchResultPage CommGlobalSearchResultPage CommSelfRegisterPage
            CommThemeLayoutPage UtilityBar RecordPreview`)
    ],
    'FlexiPageRegion.type': ['FlexiPageRegionType', words('Region Facet Background')],
    'FlexiPageRegion.mode': ['FlexiPageRegionMode', words('Append Prepend Replace')],
    'ComponentInstanceProperty.type': ['ComponentInstancePropertyType', words('decorator')],
    'UiFormulaCriterion.operator': ['UiFormulaOperator', words('EQUAL NE GT GE LT LE CONTAINS')],
    'TabSetting.visibility': ['PermissionSetTabVisibility', words('None Available Visible')],
    'TabVisibility.visibility': ['TabVisibility', words('Hidden DefaultOff DefaultOn')],
    'DuplicateRule.actionOnInsert': ['DupeActionType', words('Allow Block')],
    'DuplicateRule.actionOnUpdate': ['DupeActionType', words('Allow Block')],
    'DuplicateRule.securityOption': ['DupeSecurityOptionType', words('EnforceSharingRules BypassSharingRules')],
    'MatchingRule.ruleStatus': [
        'MatchingRuleStatus',
        words('Inactive DeactivationFailed Activating Deactivating Active ActivationFailed')
    ],
    'MatchingRuleItem.blankValueBehavior': ['BlankValueBehavior', words('MatchBlanks NullNotAllowed')],
    'ApexClass.status': ['ApexCodeUnitStatus', words('Inactive Active Deleted')],
    'ApexTrigger.status': ['ApexCodeUnitStatus', words('Inactive Active Deleted')],
    'StandardValue.forecastCategory': [
        'ForecastCategories',
        words('Omitted Pipeline BestCase MostLikely Forecast Closed')
    ],
    'WebLink.availability': ['WebLinkAvailability', words('online offline')],
    'WebLink.displayType': ['WebLinkDisplayType', words('link button massActionButton')],
    'WebLink.linkType': ['WebLinkType', words('url sControl javascript page flow')],
    'WebLink.openType': ['WebLinkWindowType', words('newWindow sidebar noSidebar replace onClickJavaScript')]
};
