trigger PlaybookDependencyTrigger on Playbook_Dependency__c(before insert, before update) {
    new PlaybookDependencyTriggerHandler().run();
}
