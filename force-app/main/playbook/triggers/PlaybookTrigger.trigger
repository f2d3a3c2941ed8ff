trigger PlaybookTrigger on Playbook__c(before insert, before update, before delete) {
    new PlaybookTriggerHandler().run();
}
