trigger AlarmTrigger on Alarm__e(after insert) {
    for (Alarm__e alarm : Trigger.new) {
        insert new Diary__c(Name = alarm.Key__c);
    }
}
