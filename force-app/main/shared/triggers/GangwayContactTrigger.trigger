trigger GangwayContactTrigger on Contact(after update, before delete, after delete) {
    GangwayTriggerSteps.run();
}
