trigger StakeholderAttitudeTrigger on Stakeholder_Attitude__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    new StakeholderAttitudeTriggerHandler().run();
}
