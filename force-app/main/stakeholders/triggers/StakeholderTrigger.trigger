trigger StakeholderTrigger on Stakeholder__c(before insert, before update) {
    new StakeholderTriggerHandler().run();
}
