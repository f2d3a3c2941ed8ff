trigger GangwayContactTrigger on Contact(before delete) {
    GangwayTriggerSteps.run();
}
