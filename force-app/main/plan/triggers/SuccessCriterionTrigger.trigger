trigger SuccessCriterionTrigger on Success_Criterion__c(
    before insert,
    before update,
    after insert,
    after update,
    after delete,
    after undelete
) {
    new SuccessCriterionTriggerHandler().run();
}
