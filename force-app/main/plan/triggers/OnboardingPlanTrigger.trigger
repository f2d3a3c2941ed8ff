trigger OnboardingPlanTrigger on Onboarding_Plan__c(
    before insert,
    before update,
    after insert,
    after update,
    after undelete
) {
    new OnboardingPlanTriggerHandler().run();
}
