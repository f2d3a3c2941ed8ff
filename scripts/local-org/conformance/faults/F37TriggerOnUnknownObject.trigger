// expect: 3:38 Invalid type: Nothing__c
// Source: a trigger stands on an object.
trigger F37TriggerOnUnknownObject on Nothing__c(before insert) {
}
