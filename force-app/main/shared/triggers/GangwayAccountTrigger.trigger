trigger GangwayAccountTrigger on Account(after update, before delete, after delete) {
    GangwayTriggerSteps.run();
}
