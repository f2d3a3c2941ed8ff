// expect: 4:12 Method does not exist or incorrect signature: void onEverything(List<Crate__c>) from the type Hidden
// Source: a trigger calls methods that exist.
trigger F38UnknownHandlerMethod on Crate__c(before insert) {
    Hidden.onEverything(Trigger.new);
}
