trigger OnboardingPlanTrigger on Onboarding_Plan__c(before insert, before update, after update) {
    new OnboardingPlanTriggerHandler().run();
}
