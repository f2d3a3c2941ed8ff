trigger PlaybookStageTrigger on Playbook_Stage__c(before insert, before update, before delete) {
    new PlaybookStageTriggerHandler().run();
}
