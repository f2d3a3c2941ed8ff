/** The body of a trigger runs in system mode, what it calls in the mode of its class. */
trigger DiaryTrigger on Diary__c(before insert, before update) {
    for (Diary__c diary : Trigger.new) {
        if (diary.Subject__c == 'counted by the trigger') {
            diary.Pages__c = [SELECT COUNT() FROM Diary__c];
        } else if (diary.Subject__c == 'counted by a class') {
            diary.Pages__c = DiaryCount.ofMine();
        } else if (diary.Subject__c == 'stamped') {
            diary.Secret__c = 'by the trigger';
        }
    }
}
