trigger AccountChanges on AccountChangeEvent(after insert) {
    for (AccountChangeEvent event : Trigger.new) {
        EventBus.ChangeEventHeader header = event.ChangeEventHeader;
        StartedFirst.count += header.getRecordIds().size() + event.Name.length();
    }
}
