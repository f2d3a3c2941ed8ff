trigger PlaybookDependencyTrigger on Playbook_Dependency__c(before insert, before update, before delete) {
    new PlaybookDependencyTriggerHandler().run();
}
