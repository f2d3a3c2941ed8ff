trigger DealDeskOpportunity on Opportunity(after insert, after update) {
    DealDesk.stampSigned(Trigger.new, Trigger.oldMap);
}
