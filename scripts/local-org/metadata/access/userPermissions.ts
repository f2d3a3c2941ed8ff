/** User permissions that a permission set or profile may name. Source: Metadata API Developer Guide, "PermissionSetUserPermission". */
export const USER_PERMISSIONS: ReadonlySet<string> = new Set(
    `AccessCMC ActivateContract ActivateOrder ActivitiesAccess AddDirectMessageMembers AllowUniversalSearch AllowViewEditConvertedLeads
    AllowViewKnowledge ApexRestServices ApiEnabled ApiUserOnly AssignPermissionSets AssignTopics AuthorApex AutomaticActivityCapture BulkApiHardDelete
    BulkMacrosAllowed CanInsertFeedSystemFields CanUseNewDashboardBuilder CanVerifyComment ChangeDashboardColors ChatterFileLink
    ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ConnectOrgToEnvironmentHub ContentAdministrator ContentHubUser ContentWorkspaces ConvertLeads
    CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports CreateDashboardFolders CreateReportFolders CreateTopics
    CustomizeApplication DataExport DelegatedTwoFactor DeleteActivatedContract DeleteTopics DistributeFromPersWksp EditActivatedOrders
    EditBillingInfo EditBrandTemplates EditCaseComments EditEvent EditHtmlTemplates EditKnowledge EditMyDashboards EditMyReports
    EditOppLineItemUnitPrice EditPublicDocuments EditPublicFilters EditPublicTemplates EditReadonlyFields EditTask EditTopics EmailMass
    EmailSingle EnableCommunityAppLauncher EnableNotifications ExportReport FieldServiceAccess ForceTwoFactor HideReadByList ImportCustomObjects
    ImportLeads ImportPersonal InboundMigrationToolsUser InstallPackaging InviteCustomerPortalUser LMEndMessagingSessionUserPerm LightningExperienceUser
    ListEmailSend ManageAnalyticSnapshots ManageAuthProviders ManageBusinessHourHolidays ManageCallCenters ManageCases ManageCategories
    ManageCertificates ManageContentPermissions ManageContentProperties ManageContentTypes ManageCssUsers ManageCustomPermissions
    ManageCustomReportTypes ManageDashbdsInPubFolders ManageDataCategories ManageDataIntegrations ManageDynamicDashboards
    ManageEncryptionKeys ManageExchangeConfig ManageHealthCheck ManageInteraction ManageInternalUsers ManageIpAddresses ManageLeads
    ManageLoginAccessPolicies ManageMobile ManageNetworks ManagePackageLicenses ManagePasswordPolicies ManageProfilesPermissionsets
    ManagePvtRptsAndDashbds ManageRemoteAccess ManageReportsInPubFolders ManageRoles ManageSearchPromotionRules ManageSessionPermissionSets
    ManageSharing ManageSolutions ManageSubscriptions ManageSynonyms ManageTranslation ManageTwoFactor ManageUnlistedGroups ManageUsers
    MassInlineEdit MergeTopics ModerateChatter ModifyAllData ModifyDataClassification ModifyMetadata MonitorLoginHistory
    NewReportBuilder OutboundMigrationToolsUser OverrideForecasts Packaging2 PasswordNeverExpires PreventClassicExperience PrivacyDataAccess PublishPackaging RemoveDirectMessageMembers
    ResetPasswords RunReports ScheduleReports SelectFilesFromSalesforce SendCustomNotifications SendSitRequests ShareInternalArticles ShowCompanyNameAsUserBadge
    SolutionImport SubmitMacrosAllowed SubscribeDashboardToOtherUsers SubscribeReportToOtherUsers SubscribeReportsRunAsUser SubscribeToLightningDashboards
    SubscribeToLightningReports TransactionalEmailSend TransferAnyCase TransferAnyEntity TransferAnyLead TwoFactorApi UseTeamReassignWizards
    UseWebLink ViewAllData ViewAllProfiles ViewAllUsers ViewContent ViewDataAssessment ViewDataCategories ViewDataLeakageEvents
    ViewDeveloperName ViewEncryptedData ViewEventLogFiles ViewFlowUsageAndFlowEventData ViewGlobalHeader ViewHealthCheck ViewHelpLink ViewMyTeamsDashboards ViewPlatformEvents
    ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup ViewUserPII WorkCalibrationUser`.split(/\s+/)
);

/** A user permission works only with others. Source: Salesforce Help, "User Permissions and Access", and deploy errors of the platform. */
export const REQUIRED_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
    ModifyAllData: ['ViewAllData'],
    AuthorApex: ['ViewSetup'],
    CustomizeApplication: ['ViewSetup'],
    ManageUsers: ['ViewSetup'],
    ManageRoles: ['ViewSetup'],
    ManageSharing: ['ViewSetup'],
    ViewAllProfiles: ['ViewSetup']
};
