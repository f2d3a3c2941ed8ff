// expect: 3:27 Trigger Usage Before Undelete is not supported
// Source: Apex Developer Guide, "Trigger Syntax".
trigger UndeleteBefore on Account(before undelete) {
    System.debug(Trigger.new);
}
