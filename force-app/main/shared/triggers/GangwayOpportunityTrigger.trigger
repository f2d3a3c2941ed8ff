trigger GangwayOpportunityTrigger on Opportunity(after insert, after update, before delete, after delete) {
    GangwayTriggerSteps.run();
}
