/**
 * Types of the Metadata API whose files the local org places and names, and whose meaning it does not have: file suffix → type.
 * Source: Metadata API Developer Guide, "Metadata Types"; the suffix is the one that source format uses too.
 */
const words = (text: string): readonly (readonly [suffix: string, type: string])[] =>
    text
        .trim()
        .split(/\s+/)
        .map((entry) => {
            const [suffix = '', type = ''] = entry.split(':');
            return [suffix, type] as const;
        });

export const OTHER_TYPES: ReadonlyMap<string, string> = new Map(
    words(`
    actionLinkGroupTemplate:ActionLinkGroupTemplate aiApplication:AIApplication animationRule:AnimationRule
    approvalProcess:ApprovalProcess apexTestSuite:ApexTestSuite testSuite:ApexTestSuite
    appMenu:AppMenu assignmentRules:AssignmentRules audience:Audience authprovider:AuthProvider autoResponseRules:AutoResponseRules
    blacklistedConsumer:BlacklistedConsumer bot:Bot botVersion:BotVersion brandingSet:BrandingSet businessProcessGroup:BusinessProcessGroup
    cachePartition:PlatformCachePartition callCenter:CallCenter campaignInfluenceModel:CampaignInfluenceModel
    CaseSubjectParticle:CaseSubjectParticle cleanDataService:CleanDataService
    communityTemplateDefinition:CommunityTemplateDefinition communityThemeDefinition:CommunityThemeDefinition community:Community
    component:ApexComponent connectedApp:ConnectedApp corsWhitelistOrigin:CorsWhitelistOrigin
    customApplicationComponent:CustomApplicationComponent customFeedFilter:CustomFeedFilter customHelpMenuSection:CustomHelpMenuSection
    customIndex:CustomIndex customPageWebLink:CustomPageWebLink weblink:CustomPageWebLink customSite:CustomSite site:CustomSite
    datacategorygroup:DataCategoryGroup
    dataSource:ExternalDataSource dataweave:DataWeaveResource dwl:DataWeaveResource delegateGroup:DelegateGroup
    digitalExperience:DigitalExperienceBundle digitalExperienceConfig:DigitalExperienceConfig
    documentFolder:DocumentFolder eclair:EclairGeoData
    emailTemplateFolder:EmailTemplateFolder embeddedServiceConfig:EmbeddedServiceConfig
    entitlementProcess:EntitlementProcess entitlementTemplate:EntitlementTemplate escalationRules:EscalationRules
    eventSubscription:PlatformEventSubscriberConfig eventRelay:EventRelayConfig externalCredential:ExternalCredential
    externalServiceRegistration:ExternalServiceRegistration
    flow:Flow flowCategory:FlowCategory
    flowDefinition:FlowDefinition flowtest:FlowTest forecastingType:ForecastingType fieldRestrictionRule:FieldRestrictionRule
    globalPicklist:GlobalPicklist globalValueSetTranslation:GlobalValueSetTranslation homePageComponent:HomePageComponent
    homePageLayout:HomePageLayout iframeWhiteListUrlSettings:IframeWhiteListUrlSettings inboundNetworkConnection:InboundNetworkConnection
    installedPackage:InstalledPackage keywords:KeywordList letter:Letterhead lightningBolt:LightningBolt
    lightningExperienceTheme:LightningExperienceTheme liveChatAgentConfig:LiveChatAgentConfig
    liveChatButton:LiveChatButton liveChatDeployment:LiveChatDeployment managedContentType:ManagedContentType managedTopics:ManagedTopics
    milestoneType:MilestoneType mlDomain:MlDomain mlPrediction:MLPredictionDefinition
    moderation:ModerationRule mutingpermissionset:MutingPermissionSet myDomainDiscoverableLogin:MyDomainDiscoverableLogin
    namedCredential:NamedCredential navigationMenu:NavigationMenu network:Network networkBranding:NetworkBranding
    notificationTypeConfig:NotificationTypeConfig oauthcustomscope:OauthCustomScope objectTranslation:CustomObjectTranslation
    fieldTranslation:CustomObjectTranslation outboundNetworkConnection:OutboundNetworkConnection page:ApexPage pathAssistant:PathAssistant
     platformEventChannel:PlatformEventChannel platformEventChannelMember:PlatformEventChannelMember
    portal:Portal postTemplate:PostTemplate presenceDeclineReason:PresenceDeclineReason presenceUserConfig:PresenceUserConfig
    profilePasswordPolicy:ProfilePasswordPolicy profileSessionSetting:ProfileSessionSetting prompt:Prompt genAiPromptTemplate:GenAiPromptTemplate
     queueRoutingConfig:QueueRoutingConfig recommendationStrategy:RecommendationStrategy recordActionDeployment:RecordActionDeployment
    redirectWhitelistUrl:RedirectWhitelistUrl remoteSite:RemoteSiteSetting
    restrictionRule:RestrictionRule samlssoconfig:SamlSsoConfig scf:Scontrol scontrol:Scontrol
    serviceChannel:ServiceChannel servicePresenceStatus:ServicePresenceStatus settings:Settings 
    sharingSet:SharingSet siteDotCom:SiteDotCom siteDotComSite:SiteDotCom skill:Skill snapshot:AnalyticSnapshot
    standardValueSetTranslation:StandardValueSetTranslation synonymDictionary:SynonymDictionary synonymdictionary:SynonymDictionary
    territory:Territory territory2:Territory2 territory2Model:Territory2Model territory2Rule:Territory2Rule territory2Type:Territory2Type
    timeSheetTemplate:TimeSheetTemplate topicsForObjects:TopicsForObjects transactionSecurityPolicy:TransactionSecurityPolicy
    translation:Translations uiObjectRelationConfig:UIObjectRelationConfig userCriteria:UserCriteria
    userProvisioningConfig:UserProvisioningConfig wapp:WaveApplication wcomp:WaveComponent wdash:WaveDashboard wdf:WaveDataflow
    wds:WaveDataset wdpr:WaveRecipe wlens:WaveLens workSkillRouting:WorkSkillRouting workflow:Workflow xmd:WaveXmd xorghub:CrossOrgHub
    `)
);

/** Folders whose files are the parts of one component each: folder name → type. */
export const OTHER_BUNDLES: ReadonlyMap<string, string> = new Map(
    words(`
    aura:AuraDefinitionBundle documents:Document experiences:ExperienceBundle
    digitalExperiences:DigitalExperienceBundle waveTemplates:WaveTemplateBundle sites:CustomSite wave:WaveXmd genAiFunctions:GenAiFunction
    genAiPlugins:GenAiPlugin lightningTypes:LightningTypeBundle objectTranslations:CustomObjectTranslation bots:Bot
    territory2Models:Territory2Model siteDotComSites:SiteDotCom
    `)
);
