// expect: 4:5 Trigger bodies must not return a value
// Source: Apex Developer Guide, "Trigger Syntax".
trigger ReturnsFromTrigger on Account(after insert) {
    return 1;
}
