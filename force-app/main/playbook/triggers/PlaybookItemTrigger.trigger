trigger PlaybookItemTrigger on Playbook_Item__c(before insert, before update, before delete) {
    new PlaybookItemTriggerHandler().run();
}
