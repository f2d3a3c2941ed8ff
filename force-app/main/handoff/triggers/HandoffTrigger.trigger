trigger HandoffTrigger on Handoff__c(before insert, before update) {
    new HandoffTriggerHandler().run();
}
