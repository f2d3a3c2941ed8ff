trigger SuccessCriterionTrigger on Success_Criterion__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    new SuccessCriterionTriggerHandler().run();
}
