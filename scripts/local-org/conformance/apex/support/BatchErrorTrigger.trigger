trigger BatchErrorTrigger on BatchApexErrorEvent(after insert) {
    List<Account> told = new List<Account>();
    for (BatchApexErrorEvent event : Trigger.new) {
        String text = event.AsyncApexJobId + '|' + event.ExceptionType + '|' + event.Message + '|' + event.JobScope;
        told.add(new Account(Name = event.Phase, Description = text));
    }
    insert told;
}
