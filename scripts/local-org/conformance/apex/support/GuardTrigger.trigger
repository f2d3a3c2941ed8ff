trigger GuardTrigger on Guard__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    TriggerLog.note('Guard');
}
