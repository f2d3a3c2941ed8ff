trigger StakeholderLinkTrigger on Stakeholder_Link__c(before insert, before update, after undelete) {
    new StakeholderLinkTriggerHandler().run();
}
