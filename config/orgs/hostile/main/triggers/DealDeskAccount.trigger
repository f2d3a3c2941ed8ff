trigger DealDeskAccount on Account(before insert, before update) {
    DealDesk.describe(Trigger.new);
}
