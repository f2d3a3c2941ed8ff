trigger PlaybookTrigger on Playbook__c(before insert, before update) {
    new PlaybookTriggerHandler().run();
}
