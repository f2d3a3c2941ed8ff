trigger GangwayContactTrigger on Contact(after update, before delete, after delete, after undelete) {
    GangwayTriggerSteps.run();
}
