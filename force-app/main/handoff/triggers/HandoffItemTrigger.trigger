trigger HandoffItemTrigger on Handoff_Item__c(before insert, before update, before delete) {
    new HandoffItemTriggerHandler().run();
}
