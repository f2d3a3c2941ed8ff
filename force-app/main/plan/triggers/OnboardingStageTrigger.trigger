trigger OnboardingStageTrigger on Onboarding_Stage__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    new OnboardingStageTriggerHandler().run();
}
