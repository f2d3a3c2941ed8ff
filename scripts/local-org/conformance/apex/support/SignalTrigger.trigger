trigger SignalTrigger on Signal__e(after insert) {
    TriggerLog.note('Signal');
    List<Diary__c> diaries = new List<Diary__c>();
    for (Signal__e signal : Trigger.new) {
        if (signal.Key__c != null) {
            diaries.add(new Diary__c(Name = signal.Key__c, Subject__c = UserInfo.getName()));
        }
    }
    insert diaries;
}
