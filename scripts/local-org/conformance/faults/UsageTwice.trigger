// expect: 3:23 Duplicate Trigger Usage: after insert
// Source: Apex Developer Guide, "Trigger Syntax".
trigger UsageTwice on Account(after insert, after insert) {
    System.debug(Trigger.new);
}
