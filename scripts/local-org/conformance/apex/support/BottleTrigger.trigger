trigger BottleTrigger on Bottle__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    TriggerLog.note('Bottle');
}
